package io.lyceum.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionNumberTest {

    @Test
    void versionsAreOrderedByTheirNumbersAndThenByTheirSuffix() {
        List<String> ordered =
                List.of(
                        "0.9.12",
                        "1.0.0-1",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-rc.2",
                        "1.0.0-rc.11",
                        "1.0.0",
                        "1.2.0",
                        "1.10.0",
                        "2.0.0");
        List<String> mixed = new ArrayList<>(ordered);
        Collections.reverse(mixed);
        mixed.sort((one, other) -> VersionNumber.of(one).compareTo(VersionNumber.of(other)));
        assertEquals(ordered, mixed);
    }

    @Test
    void aSuffixMakesAPreview() {
        assertTrue(VersionNumber.of("2.0.0-rc.1").isPreview());
        assertFalse(VersionNumber.of("2.0.0").isPreview());
    }
}
