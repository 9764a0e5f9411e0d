package io.lyceum.plugin.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.QuotaExceeded;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityRulesTest {

    private static JsonNode entry(String key, Object value) {
        return Codec.tree(Map.of("key", key, "value", value));
    }

    private static JsonNode event(String type, String text) {
        return Codec.tree(Map.of("type", type, "payload", Map.of("text", text)));
    }

    @Test
    void a_key_has_1_to_200_characters_and_none_that_a_database_refuses() {
        assertEquals("k".repeat(200), CapabilityRules.key(entry("k".repeat(200), 1)));
        for (String key : new String[] {"", "k".repeat(201), "a\0b"}) {
            assertThrows(QuotaExceeded.class, () -> CapabilityRules.key(entry(key, 1)));
            assertTrue(CapabilityRules.known(entry(key, 1)).isEmpty());
        }
    }

    @Test
    void a_value_has_an_end() {
        assertEquals(1, CapabilityRules.value(entry("k", 1)).asInt());
        assertThrows(
                QuotaExceeded.class,
                () -> CapabilityRules.value(entry("k", "v".repeat(256 * 1024))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Swept", "swept.", ".swept", "swept done", "a.b-c", "1st"})
    void a_type_of_events_is_lower_case_words_with_dots(String type) {
        assertThrows(QuotaExceeded.class, () -> CapabilityRules.event(event(type, ""), 0));
    }

    @Test
    void a_call_publishes_so_many_events_of_such_a_size() {
        assertDoesNotThrow(() -> CapabilityRules.event(event("swept.all_2", "x"), 99));
        assertThrows(QuotaExceeded.class, () -> CapabilityRules.event(event("swept", "x"), 100));
        assertThrows(
                QuotaExceeded.class,
                () -> CapabilityRules.event(event("swept", "x".repeat(16 * 1024)), 0));
    }

    @Test
    void secrets_are_filled_in_where_a_header_names_them() {
        assertEquals(
                Map.of(
                        "Authorization",
                        "Bearer <key>",
                        "X-Key",
                        "<key>",
                        "X-Other",
                        "a secret:key"),
                CapabilityRules.headers(
                        Map.of(
                                "Authorization", "Bearer secret:key",
                                "X-Key", "secret:key",
                                "X-Other", "a secret:key"),
                        name -> "<" + name + ">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-LENGTH", "Transfer-Encoding", "", "X Y", "X:Y", "Ä"})
    void headers_of_the_connection_are_not_for_plugins(String name) {
        assertThrows(
                HttpFailed.class, () -> CapabilityRules.headers(Map.of(name, "x"), secret -> ""));
    }

    @Test
    void no_header_brings_another_one_not_even_by_a_secret() {
        assertThrows(
                HttpFailed.class,
                () -> CapabilityRules.headers(Map.of("X", "a\r\nHost: b"), secret -> ""));
        assertThrows(
                HttpFailed.class,
                () -> CapabilityRules.headers(Map.of("X", "secret:key"), secret -> "a\nb"));
    }

    @Test
    void methods_are_the_common_six() {
        assertDoesNotThrow(() -> CapabilityRules.method("PATCH"));
        for (String method : new String[] {"get", "CONNECT", "TRACE", ""}) {
            assertThrows(HttpFailed.class, () -> CapabilityRules.method(method));
        }
    }
}
