package io.lyceum.integrations.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a message is sent again that was not taken. With a first pause of five seconds they are 5 s,
 * 1 min, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h: three days in all, give or take a
 * fifth.
 *
 * @param first the first pause; the others keep their proportion to it
 */
record RetrySchedule(Duration first) {

    private static final long[] PAUSES = {
        1, 12, 60, 360, 1_440, 3_600, 7_200, 10_080, 14_400, 17_280
    };

    /**
     * How long to wait after an attempt.
     *
     * @param attempt from 1
     * @return nothing after the last one
     */
    Optional<Duration> after(int attempt) {
        if (attempt > PAUSES.length) {
            return Optional.empty();
        }
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Optional.of(
                Duration.ofMillis((long) (first.toMillis() * PAUSES[attempt - 1] * jitter)));
    }
}
