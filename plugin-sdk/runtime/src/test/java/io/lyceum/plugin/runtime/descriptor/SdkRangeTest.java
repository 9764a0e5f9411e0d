package io.lyceum.plugin.runtime.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.descriptor.SdkRange.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkRangeTest {

    @Test
    void a_range_holds_its_first_version_and_not_its_last() {
        SdkRange range = SdkRange.of(" [1.2, 2.0) ").orElseThrow();
        assertTrue(range.contains(new Version(1, 2)));
        assertTrue(range.contains(new Version(1, 10)));
        assertFalse(range.contains(new Version(1, 1)));
        assertFalse(range.contains(new Version(2, 0)));
        assertFalse(range.contains(new Version(10, 0)));
    }

    @Test
    void a_range_reads_what_it_writes() {
        SdkRange range = new SdkRange(new Version(1, 0), new Version(1, 12));
        assertEquals(Optional.of(range), SdkRange.of(range.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.0",
                "[1.0,)",
                "(,2.0)",
                "[1.0,2.0]",
                "(1.0,2.0)",
                "[2.0,1.0)",
                "[1.0,1.0)",
                "[1,2)",
                "[1.0.0,2.0.0)",
                "[99999.0,99999.1)"
            })
    void everything_else_is_no_range(String text) {
        assertEquals(Optional.empty(), SdkRange.of(text));
    }
}
