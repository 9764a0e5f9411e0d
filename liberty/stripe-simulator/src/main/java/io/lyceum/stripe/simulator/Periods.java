package io.lyceum.stripe.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Counts days, weeks, months and years from a moment, in UTC. */
final class Periods {

    private Periods() {}

    static long plus(long seconds, String interval, long count) {
        ZonedDateTime start = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
        ZonedDateTime end =
                switch (interval) {
                    case "day" -> start.plusDays(count);
                    case "week" -> start.plusWeeks(count);
                    case "month" -> start.plusMonths(count);
                    case "year" -> start.plusYears(count);
                    default -> throw new IllegalArgumentException(interval);
                };
        return end.toEpochSecond();
    }

    /**
     * The end of the period that begins at a moment, by an anchor's day: after 31 January and 28
     * February comes 31 March.
     */
    static long next(long anchor, long start, String interval, long count) {
        long steps = 0;
        long end = anchor;
        while (end <= start) {
            steps += count;
            end = plus(anchor, interval, steps);
        }
        return end;
    }
}
