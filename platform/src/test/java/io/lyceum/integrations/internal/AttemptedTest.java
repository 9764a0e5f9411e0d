package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.net.OutboundHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptedTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private static Attempted answered(int status, Map<String, List<String>> headers, String body) {
        Answer answer = new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
        return new Attempted(
                NINE, 12, Optional.of(answer), status / 100 == 2 ? "" : "the answer was " + status);
    }

    private static Duration pause(int status, String retryAfter) {
        return answered(status, Map.of("retry-after", List.of(retryAfter)), "").pause();
    }

    @Test
    void aPauseIsReadAsSecondsOrAsADate() {
        assertEquals(Duration.ofSeconds(90), pause(429, "90"));
        assertEquals(Duration.ofMinutes(5), pause(503, "Mon, 02 Mar 2026 09:05:00 GMT"));
    }

    @Test
    void aPauseThatMakesNoSenseIsNone() {
        assertEquals(Duration.ZERO, pause(429, "soon"));
        assertEquals(Duration.ZERO, pause(429, "-3"));
        assertEquals(Duration.ZERO, pause(503, "Mon, 02 Mar 2020 09:05:00 GMT"));
        assertEquals(Duration.ZERO, pause(500, "90"));
        assertEquals(Duration.ZERO, answered(503, Map.of(), "").pause());
    }

    @Test
    void nobodyIsLeftAloneForLongerThanSixHours() {
        assertEquals(Duration.ofHours(6), pause(429, "999999999"));
        assertEquals(Duration.ofHours(6), pause(503, "Mon, 02 Mar 2099 09:05:00 GMT"));
    }

    @Test
    void gobbledygookIsKeptAsTextThatCanBeShown() {
        assertEquals(
                "a\uFFFDb\nc",
                answered(200, Map.of(), "a\u0000\u0007\u001bb\nc").noted(1).answer());
    }

    @Test
    void onlyAnAnswerOf410SaysThatItIsGone() {
        assertTrue(answered(410, Map.of(), "").gone());
        assertFalse(answered(404, Map.of(), "").gone());
        assertFalse(new Attempted(NINE, 1, Optional.empty(), "no answer in time").gone());
    }
}
