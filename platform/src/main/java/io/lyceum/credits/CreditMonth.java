package io.lyceum.credits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A calendar month of a school.
 *
 * @param first its first day
 */
public record CreditMonth(LocalDate first) implements Comparable<CreditMonth> {

    public CreditMonth {
        if (first.getDayOfMonth() != 1) {
            throw new IllegalArgumentException(first + " is no first day of a month");
        }
    }

    /** The month that it is at a moment where the school is. */
    public static CreditMonth at(Instant moment, ZoneId zone) {
        return new CreditMonth(moment.atZone(zone).toLocalDate().withDayOfMonth(1));
    }

    /** When the next month begins; not at midnight where clocks skip it. */
    public Instant ends(ZoneId zone) {
        return first.plusMonths(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public int compareTo(CreditMonth other) {
        return first.compareTo(other.first);
    }
}
