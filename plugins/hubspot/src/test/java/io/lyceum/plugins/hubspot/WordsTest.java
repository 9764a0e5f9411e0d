package io.lyceum.plugins.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.testkit.TestHost;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @ParameterizedTest
    @EnumSource(Words.class)
    void words_are_there_in_both_languages_with_the_same_values(Words words) {
        Object[] values = {"‹1›", "‹2›", "‹3›"};
        String english = words.in(Locale.ENGLISH, values);
        String russian = words.in(RUSSIAN, values);
        assertTrue(russian.matches("(?s).*[а-я].*"), russian);
        assertTrue(english.matches("[^а-яА-Я]+"), english);
        for (Object value : values) {
            assertEquals(
                    english.contains(value.toString()),
                    russian.contains(value.toString()),
                    words.name());
        }
    }

    @Test
    void another_language_reads_english() {
        assertEquals(Words.WAIT.in(Locale.ENGLISH, "x"), Words.WAIT.in(Locale.JAPANESE, "x"));
        assertNotEquals(Words.WAIT.in(Locale.ENGLISH, "x"), Words.WAIT.in(RUSSIAN, "x"));
    }

    @Test
    void the_descriptor_speaks_both_languages() {
        Descriptor descriptor = TestHost.ofClassPath().descriptor();
        Stream.of(
                        Stream.of(descriptor.name(), descriptor.description()),
                        descriptor.provides().stream().map(Descriptor.Provided::name),
                        descriptor.scopes().stream().map(Descriptor.Scope::purpose),
                        descriptor.egress().stream().map(Descriptor.Egress::purpose),
                        descriptor.storage().stream().map(Descriptor.StorageDeclaration::purpose))
                .flatMap(words -> words)
                .forEach(
                        words ->
                                assertTrue(
                                        words.byLanguage()
                                                .keySet()
                                                .containsAll(List.of("en", "ru")),
                                        words.toString()));
    }

    @Test
    void every_setting_has_a_title_and_a_description_in_both_languages_and_every_fact_a_setting() {
        JsonNode properties = TestHost.ofClassPath().descriptor().settings().path("properties");
        properties
                .fields()
                .forEachRemaining(
                        property -> {
                            for (String word : List.of("title", "description")) {
                                JsonNode text = property.getValue().path(word);
                                assertTrue(
                                        text.path("en").isTextual()
                                                && text.path("ru").asText().matches(".*[а-я].*"),
                                        property.getKey() + "." + word);
                            }
                        });
        for (Fact fact : Fact.values()) {
            assertTrue(properties.has(fact.setting()), fact.setting());
        }
    }
}
