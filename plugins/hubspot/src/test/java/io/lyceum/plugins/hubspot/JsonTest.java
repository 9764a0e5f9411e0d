package io.lyceum.plugins.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("{}", Map.of()),
                Arguments.of(" [ ] ", List.of()),
                Arguments.of(
                        "\t\r\n{\"a\" : [1, true, \"x\"] }\n", Map.of("a", List.of(1L, true, "x"))),
                Arguments.of("false", false),
                Arguments.of("0", 0L),
                Arguments.of("-0", 0L),
                Arguments.of("-12", -12L),
                Arguments.of("123456789012345678", 123456789012345678L),
                Arguments.of("12345678901234567890", 12345678901234567890d),
                Arguments.of("1.5", 1.5),
                Arguments.of("1e3", 1000d),
                Arguments.of("-2.5E-1", -0.25),
                Arguments.of("\"\"", ""),
                Arguments.of("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\" \\ / \b\f\n\r\t"),
                Arguments.of("\"\\u0041\\u00e9\\u00E9\"", "Aéé"),
                Arguments.of("\"Ирина 🎓\"", "Ирина 🎓"),
                Arguments.of("\"\\ud83c\\udf93\"", "🎓"),
                Arguments.of("\"\\ud83c!\"", "\ufffd!"),
                Arguments.of("\"\\udf93\"", "\ufffd"),
                Arguments.of("\"\u007f\u2028\"", "\u007f\u2028"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_read(String json, Object value) throws Json.Malformed {
        assertEquals(value, Json.read(json));
    }

    @Test
    void null_is_read_wherever_it_stands() throws Json.Malformed {
        assertNull(Json.read("null"));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", null);
        object.put("b", Arrays.asList((Object) null));
        assertEquals(object, Json.read("{\"a\":null,\"b\":[null]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{1:1}",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{}x",
                "nul",
                "TRUE",
                "nullx",
                "undefined",
                "NaN",
                "Infinity",
                "+1",
                "01",
                "-",
                "-a",
                "1.",
                ".5",
                "1.e3",
                "1e",
                "1e+",
                "0x10",
                "1e999",
                "\"",
                "\"a",
                "\"\\",
                "\"\\u",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u１２３４\"",
                "\"\\x41\"",
                "\"\\a\"",
                "\"a\nb\"",
                "\"a\u0000\"",
                "'a'",
                "\ufeff{}",
                "/**/1",
                "<html>",
                "\u00a01",
                "１"
            })
    void text_that_is_no_json_is_refused(String text) {
        assertThrows(Json.Malformed.class, () -> Json.read(text));
    }

    @Test
    void values_may_lie_in_each_other_as_deep_as_is_allowed_and_no_deeper() throws Json.Malformed {
        String most = "[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST);
        assertEquals(most, Json.write(Json.read(most)));
        assertThrows(Json.Malformed.class, () -> Json.read("[" + most + "]"));
        assertThrows(Json.Malformed.class, () -> Json.read("[".repeat(1_000_000)));
        assertThrows(Json.Malformed.class, () -> Json.read("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void what_is_written_reads_back_the_same_here_and_elsewhere() throws Exception {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text \"quoted\" \\ / \b\f\n\r\t\u0001\u001f", "Ирина 🎓 \u2028");
        value.put("list", Arrays.asList(1L, -2.5, 1e300, true, null, List.of(), Map.of()));
        String json = Json.write(value);
        assertEquals(value, Json.read(json));
        assertEquals(
                value,
                new ObjectMapper()
                        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                        .readValue(json, OBJECT));
    }

    @Test
    void half_a_character_is_not_written() {
        assertEquals("\"\ufffd!\"", Json.write("\ud83c!"));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void what_json_does_not_have_is_not_written(Object value) {
        assertThrows(IllegalArgumentException.class, () -> Json.write(value));
    }

    static Stream<Object> unwritable() {
        return Stream.of(Double.NaN, Double.POSITIVE_INFINITY, new Object(), 'a');
    }
}
