package io.lyceum.plugin.runtime.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.plugin.runtime.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRulesTest {

    private static List<String> check(String schema) {
        return SettingsRules.check(
                Codec.parse(schema.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> property(String words) {
        return check("{'type': 'object', 'properties': {'it': {'title': 'It', " + words + "}}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'string'",
                "'type': 'string', 'default': 'a', 'enum': ['a', 'b'], 'labels': {'a': 'First', 'b': {'en': 'Second', 'ru': 'Второй'}}",
                "'type': 'integer', 'default': 5, 'minimum': 1, 'maximum': 5",
                "'type': 'number', 'default': 0.5, 'minimum': 0",
                "'type': 'boolean', 'default': false",
                "'type': 'string', 'secret': true, 'description': {'en': 'Key', 'pt-BR': 'Chave'}",
                "'type': 'string', 'pattern': '^([a-z][a-z0-9_]{0,99})?$'",
                "'type': 'string', 'pattern': '^https?://[^/]+/(a|b)$'",
                "'type': 'string', 'pattern': '^[(+*]+[a-z]$'"
            })
    void a_good_property_is_accepted(String words) {
        assertEquals(List.of(), property(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'type': 'list' | it has a type of string, integer, number, boolean
                    'type': 'string', 'colour': 'red' | it has colour, which is not understood
                    'type': 'string', 'secret': true, 'default': 'a' | it is secret: a string without a default
                    'type': 'string', 'pattern': '(' | it has a pattern that is none: Unclosed group
                    'type': 'integer', 'pattern': 'a' | it has a pattern, which is text, for strings only
                    'type': 'integer', 'default': 'a' | it is of type integer, and its default is not: "a"
                    'type': 'integer', 'default': 1.5 | it is of type integer, and its default is not: 1.5
                    'type': 'boolean', 'default': 'true' | it is of type boolean, and its default is not: "true"
                    'type': 'string', 'default': 'c', 'enum': ['a', 'b'] | it has a default that is none of its enum: "c"
                    'type': 'integer', 'default': 0, 'minimum': 1 | it has a default outside its minimum and maximum: 0
                    'type': 'number', 'default': 1.1, 'maximum': 1 | it has a default outside its minimum and maximum: 1.1
                    'type': 'integer', 'minimum': 2, 'maximum': 1 | it has a least that is more than its most
                    'type': 'string', 'minimum': 1 | it has minimum, which is a number, for numbers only
                    'type': 'string', 'maxLength': -1 | it has maxLength, which is a length, for strings only
                    'type': 'string', 'enum': [] | it has an enum, which is a list of values
                    'type': 'integer', 'enum': [1, 'a'] | it is of type integer, not "a"
                    'type': 'string', 'enum': ['a'], 'labels': {'b': 'B'} | it has a label for no option: b
                    'type': 'string', 'enum': ['a'], 'labels': {'a': {'ru': 'А'}} | it's label a needs a text in English (en)
                    'type': 'string', 'description': {'ru': 'Да'} | it's description needs a text in English (en)
                    'type': 'string', 'description': ['a'] | it's description is text, or a mapping of languages to text
                    'type': 'string', 'description': {'en': 'a', 'Klingon': 'b'} | it's description has no language Klingon
                    """)
    void a_wrong_property_is_told(String words, String message) {
        assertEquals(List.of(message), property(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a*)*",
                "(a+){2,}",
                "((ab)+c)*",
                "(a|aa)+",
                "(?:a+)+",
                "(a?){50}",
                "(a)\\\\1",
                "(.*a){20}",
                ".*.*.*.*.*x",
                "a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaa",
                "\\\\Q(\\\\E"
            })
    void a_pattern_that_could_take_for_ever_is_refused(String pattern) {
        assertEquals(1, property("'type': 'string', 'pattern': '" + pattern + "'").size());
    }

    @Test
    void a_pattern_has_an_end() {
        assertEquals(
                List.of("it has a pattern of more than 200 characters"),
                property("'type': 'string', 'pattern': '" + "a".repeat(201) + "'"));
    }

    @Test
    void words_at_the_top_are_known_ones() {
        assertEquals(
                List.of("settings has additionalProperties, which is not understood"),
                check("{'type': 'object', 'properties': {}, 'additionalProperties': true}"));
    }

    @Test
    void required_names_properties() {
        assertEquals(
                List.of("required names a, which is no property"),
                check("{'type': 'object', 'properties': {}, 'required': ['a']}"));
        assertEquals(
                List.of("required is a list of properties"),
                check("{'type': 'object', 'properties': {}, 'required': 'a'}"));
    }

    @Test
    void a_property_is_a_mapping_with_a_title() {
        assertEquals(
                List.of("it is a mapping with type and title"),
                check("{'type': 'object', 'properties': {'it': 'string'}}"));
        assertEquals(
                List.of("it needs a title"),
                check("{'type': 'object', 'properties': {'it': {'type': 'string'}}}"));
    }
}
