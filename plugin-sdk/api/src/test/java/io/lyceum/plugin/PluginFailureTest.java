package io.lyceum.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginFailureTest {

    @Test
    void a_plugin_cannot_add_failures_of_its_own() {
        assertTrue(PluginFailure.class.isSealed());
        Set<Class<?>> permitted = Set.of(PluginFailure.class.getPermittedSubclasses());
        assertEquals(
                Set.of(CapabilityDenied.class, QuotaExceeded.class, HttpFailed.class), permitted);
        assertTrue(permitted.stream().allMatch(type -> Modifier.isFinal(type.getModifiers())));
    }
}
