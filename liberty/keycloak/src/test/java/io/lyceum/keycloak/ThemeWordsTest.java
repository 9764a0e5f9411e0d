package io.lyceum.keycloak;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThemeWordsTest {

    private static final Path THEME = Path.of("src/main/resources/theme/lyceum");

    @ParameterizedTest
    @CsvSource({"login, ru", "email, ru", "email, de", "email, es"})
    void nothingIsLeftInEnglish(String type, String language) throws IOException {
        Set<String> missing = new TreeSet<>(words(type, "en").stringPropertyNames());
        missing.removeIf(key -> key.startsWith("brand"));
        missing.removeAll(words(type, language).stringPropertyNames());

        assertEquals(Set.of(), missing);
    }

    /** Keycloak's own translations stand in for the rest, but know nothing of our words. */
    @ParameterizedTest
    @CsvSource({"de", "es"})
    void wordsThatKeycloakLacksAreThere(String language) throws IOException {
        assertTrue(
                words("login", language)
                        .stringPropertyNames()
                        .containsAll(Set.of("passwordHint", "stepsTitle", "stepsIntroduction")));
    }

    @ParameterizedTest
    @CsvSource({
        "login, en", "login, ru", "login, de", "login, es",
        "email, en", "email, ru", "email, de", "email, es"
    })
    void everyMessageIsAPatternThatShowsItsArguments(String type, String language)
            throws IOException {
        Properties words = words(type, language);
        for (String key : words.stringPropertyNames()) {
            String pattern = words.getProperty(key);
            String shown =
                    assertDoesNotThrow(
                            () -> new MessageFormat(pattern).format(new Object[] {"Ä", "Ö"}), key);
            assertEquals(pattern.contains("{0}"), shown.contains("Ä"), key);
            assertEquals(pattern.contains("{1}"), shown.contains("Ö"), key);
        }
    }

    /** The hint lands between quotes in a stylesheet. */
    @ParameterizedTest
    @CsvSource({"en", "ru", "de", "es"})
    void thePasswordHintIsSafeInAStylesheet(String language) throws IOException {
        String hint = words("login", language).getProperty("passwordHint");

        assertTrue(hint.matches("[^\"'\\\\<>&;\\n]+"), hint);
    }

    @Test
    void aSingleApostropheIsFound() {
        // Proof that the check above can fail: an undoubled apostrophe swallows the argument.
        assertEquals("dont {0}", new MessageFormat("don't {0}").format(new Object[] {"Ä"}));
    }

    private static Properties words(String type, String language) throws IOException {
        Path file = THEME.resolve(type + "/messages/messages_" + language + ".properties");
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
