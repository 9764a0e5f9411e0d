package io.lyceum.credits;

import java.time.Instant;
import java.util.UUID;

/**
 * Credits that are kept for a piece of work.
 *
 * @param amount how many at most
 * @param used how many it took; 0 until it is committed
 * @param unlimited whether nothing was taken, because credits were unlimited
 * @param expiresAt when it is given back by itself
 */
public record CreditReservation(
        UUID id,
        CreditHolder holder,
        String purpose,
        long amount,
        long used,
        boolean unlimited,
        Status status,
        Instant createdAt,
        Instant expiresAt) {

    /** How a reservation stands. */
    public enum Status {
        OPEN,
        COMMITTED,
        RELEASED,
        EXPIRED
    }
}
