package io.lyceum.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.probe.Probe;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.view.Component;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestHostTest {

    private TestHost host;

    @BeforeEach
    void start() {
        host = TestHost.ofClassPath();
        host.http().answer(request -> FakeHttp.json(200, "{}"));
    }

    private ActivityType.Submission submit(String action) {
        return host.extension(ActivityType.class, "probe")
                .submit(
                        host.context(),
                        new ActivityType.SubmitRequest(
                                host.activity("probe", Map.of()),
                                host.learner(),
                                action,
                                Fields.NONE));
    }

    private static List<Component> text(String text) {
        return List.of(new Component.Text(text));
    }

    @Test
    void time_that_passes_during_a_call_passes_for_the_plugin() {
        host.http()
                .answer(
                        request -> {
                            host.clock().pass(Duration.ofMinutes(5));
                            return FakeHttp.json(200, "{}");
                        });
        assertEquals(
                text("2026-01-05T09:00:00Z 2026-01-05T09:05:00Z"),
                submit("time").view().components());
    }

    @Test
    void keys_come_in_the_order_of_their_code_points() {
        assertEquals(
                text(String.join("", Probe.KEYS) + " " + Probe.KEYS.get(2)),
                submit("keys").view().components());
    }

    @Test
    void nothing_is_sent_with_a_secret_that_is_not_set() {
        CapabilityDenied denied = assertThrows(CapabilityDenied.class, () -> submit("send"));
        assertEquals("secrets: key is not set", denied.getMessage());
        assertEquals(List.of(), host.http().requests());
    }

    @Test
    void a_secret_that_is_set_is_filled_in() {
        host.secret("key", "s3cret");
        submit("send");
        assertEquals(
                Map.of("Authorization", "Bearer s3cret"), host.http().requests().get(0).headers());
    }
}
