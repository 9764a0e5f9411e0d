package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Browser.read("/io/lyceum/plugins/scorm/" + name)));
        return properties;
    }

    @Test
    void both_languages_say_everything() throws IOException {
        Properties english = read("words.properties");
        Properties russian = read("words_ru.properties");
        assertEquals(english.stringPropertyNames(), russian.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            String said = Words.in(Locale.forLanguageTag("ru")).say(key, 1, 2, 3);
            assertFalse(said.contains("{"), said);
            assertFalse(said.equals(Words.in(Locale.ENGLISH).say(key, 1, 2, 3)), key);
        }
    }

    @Test
    void other_languages_read_english() {
        assertEquals(
                Words.in(Locale.ENGLISH).say("launch.nothing"),
                Words.in(Locale.forLanguageTag("ka")).say("launch.nothing"));
    }
}
