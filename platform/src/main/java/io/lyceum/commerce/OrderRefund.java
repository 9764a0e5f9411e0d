package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that goes back to a buyer.
 *
 * @param amountMinor in minor units of the order's currency
 * @param keepAccess whether the buyer keeps what was bought
 * @param lastError why Stripe has not taken it on yet; empty if it has
 */
public record OrderRefund(
        UUID id,
        long amountMinor,
        boolean keepAccess,
        Status status,
        Optional<String> refundId,
        String lastError,
        Instant createdAt) {

    /** How a refund stands. */
    public enum Status {
        PENDING,
        DONE,
        FAILED
    }
}
