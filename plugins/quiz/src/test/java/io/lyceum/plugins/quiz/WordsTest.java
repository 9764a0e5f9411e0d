package io.lyceum.plugins.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    /** Keys that are put together: their beginnings. */
    private static final List<String> MADE =
            List.of("kind.", "rule.", "form.row.", "settings.", "settings.feedback.");

    private static Properties bundle(String name) throws IOException {
        Properties words = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream(name)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    @Test
    void russian_has_the_same_keys_and_placeholders_as_english() throws IOException {
        Properties english = bundle("words.properties");
        Properties russian = bundle("words_ru.properties");
        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(russian.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertFalse(english.getProperty(key).isBlank(), key);
            assertEquals(
                    placeholders(english.getProperty(key)),
                    placeholders(russian.getProperty(key)),
                    key);
        }
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(r -> r.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void russian_is_russian() throws IOException {
        Properties russian = bundle("words_ru.properties");
        for (String key : russian.stringPropertyNames()) {
            String text = russian.getProperty(key);
            boolean onlySigns = text.replaceAll("\\{\\d}|[\\p{Punct}№ ]", "").isEmpty();
            assertTrue(onlySigns || text.matches("(?s).*[а-яА-ЯёЁ].*"), key + " = " + text);
        }
    }

    @Test
    void every_word_that_is_said_exists_and_every_one_that_exists_is_said() throws IOException {
        String code;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/lyceum/plugins/quiz"))) {
            code =
                    files.map(
                                    file -> {
                                        try {
                                            return Files.readString(file);
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    })
                            .collect(Collectors.joining());
        }
        Set<String> keys = bundle("words.properties").stringPropertyNames();
        Pattern.compile("(?:say|fact|warning|Unreadable)\\(\\s*\"([a-zA-Z.]+[a-zA-Z])\"")
                .matcher(code)
                .results()
                .map(r -> r.group(1))
                .forEach(key -> assertTrue(keys.contains(key), key + " has no words"));
        for (String key : keys) {
            assertTrue(
                    code.contains("\"" + key + "\"") || MADE.stream().anyMatch(key::startsWith),
                    key + " is never said");
        }
    }

    @Test
    void other_languages_are_answered_in_english() {
        assertEquals("Begin", Words.in(Locale.FRENCH).say("start.begin"));
        assertEquals("Начать", Words.in(Locale.forLanguageTag("ru-RU")).say("start.begin"));
    }

    @Test
    void a_value_that_looks_like_a_placeholder_stays_as_it_is() {
        assertEquals("{1} of 2", Words.in(Locale.ENGLISH).say("points.of", "{1}", 2));
    }

    @Test
    void numbers_are_written_as_the_language_does() {
        assertEquals("0,25", Words.in(Locale.forLanguageTag("ru")).number(0.25));
        assertEquals("0.25", Words.in(Locale.ENGLISH).number(0.25));
    }
}
