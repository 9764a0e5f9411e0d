package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(5));

    @Test
    void allAttemptsTogetherTakeAboutThreeDays() {
        Duration all = Duration.ZERO;
        int attempt = 1;
        for (Optional<Duration> next = schedule.after(1);
                next.isPresent();
                next = schedule.after(++attempt)) {
            all = all.plus(next.get());
        }
        assertEquals(11, attempt);
        assertTrue(all.toHours() >= 60 && all.toHours() <= 91, all.toString());
    }

    @Test
    void pausesDifferByAFifthAtMost() {
        for (int i = 0; i < 200; i++) {
            long millis = schedule.after(1).orElseThrow().toMillis();
            assertTrue(millis >= 4000 && millis < 6000, millis + " ms");
        }
    }
}
