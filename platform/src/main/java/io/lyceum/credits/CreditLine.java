package io.lyceum.credits;

import java.time.Instant;

/**
 * Something that happened to somebody's credits.
 *
 * @param amount how many came; less than 0 for those that went
 * @param unlimited whether nothing was taken, because credits were unlimited
 * @param note what they were granted or used for
 */
public record CreditLine(
        Kind kind, long amount, boolean unlimited, String note, Instant createdAt) {

    /** What happened. */
    public enum Kind {
        /** The month's free ones came. */
        MONTH,
        /** Free ones of a month that is over. */
        LAPSED,
        GRANTED,
        TAKEN_BACK,
        /** Credits became unlimited, or until another time. */
        UNLIMITED,
        /** Work is under way. */
        OPEN,
        COMMITTED,
        RELEASED,
        EXPIRED
    }
}
