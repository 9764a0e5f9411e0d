package io.lyceum.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsInEveryLanguageTest {

    private static final Pattern USED =
            Pattern.compile("\\bt\\(\"([a-z][A-Za-z0-9_.-]*[A-Za-z0-9])\"");

    @Test
    void everyTextIsThereInRussian() throws IOException {
        Properties english = bundle("messages/backoffice.properties");
        Properties russian = bundle("messages/backoffice_ru.properties");
        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(russian.stringPropertyNames()));
    }

    @Test
    void everyTextIsAPatternThatCanBeRead() throws IOException {
        for (String language : new String[] {"", "_ru"}) {
            Properties bundle = bundle("messages/backoffice" + language + ".properties");
            for (String key : bundle.stringPropertyNames()) {
                String text = bundle.getProperty(key);
                assertTrue(!text.isBlank(), key);
                new com.ibm.icu.text.MessageFormat(text, Locale.ROOT);
            }
        }
    }

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Properties english = bundle("messages/backoffice.properties");
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(jte|java)")).toList()) {
                Matcher used = USED.matcher(Files.readString(file));
                while (used.find()) {
                    assertTrue(
                            english.containsKey(used.group(1)),
                            file.getFileName() + " names " + used.group(1));
                }
            }
        }
    }

    private static Properties bundle(String path) throws IOException {
        Properties read = new Properties();
        try (Reader in =
                new InputStreamReader(
                        WordsInEveryLanguageTest.class.getClassLoader().getResourceAsStream(path),
                        StandardCharsets.UTF_8)) {
            read.load(in);
        }
        return read;
    }
}
