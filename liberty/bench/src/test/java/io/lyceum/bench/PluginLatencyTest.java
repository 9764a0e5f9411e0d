package io.lyceum.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.testkit.TestHost;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginLatencyTest {

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "WORKER"})
    void callsAreTimedInBothRuntimes(TestHost.Where where) {
        Sample sample = new PluginLatency().in(where, Duration.ofMillis(200));

        assertTrue(sample.count() > 0);
        assertEquals(0, sample.failed());
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms%n", where, sample.millis(50), sample.millis(99));
    }
}
