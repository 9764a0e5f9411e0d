package io.lyceum.plugins.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.testkit.FakeClock;
import io.lyceum.plugin.testkit.FakeHttp;
import io.lyceum.plugin.testkit.TestHost;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubSpotTest {

    private final FakeClock clock = TestHost.ofClassPath().clock();
    private final List<Http.Request> requests = new ArrayList<>();

    /** In the test host's calls time stands still; here it passes. */
    private PluginContext context(Http http) {
        return (PluginContext)
                Proxy.newProxyInstance(
                        PluginContext.class.getClassLoader(),
                        new Class<?>[] {PluginContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "clock" -> clock;
                                    case "http" -> http;
                                    default -> throw new AssertionError(method);
                                });
    }

    @Test
    void a_slow_hubspot_is_asked_nothing_more_when_time_is_up() {
        Http slow =
                request -> {
                    requests.add(request);
                    clock.pass(Duration.ofSeconds(6));
                    return FakeHttp.json(200, "{}");
                };
        HubSpot hubSpot = new HubSpot(context(slow), Duration.ofSeconds(15));
        for (int i = 0; i < 3; i++) {
            hubSpot.knock();
        }
        HubSpotProblem problem = assertThrows(HubSpotProblem.class, hubSpot::knock);
        assertEquals(HubSpotProblem.Kind.WAIT, problem.kind());
        assertEquals(0, problem.retryAfterSeconds());
        assertEquals(3, requests.size());
    }
}
