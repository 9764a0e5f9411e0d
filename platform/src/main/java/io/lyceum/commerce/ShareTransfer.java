package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that went from the platform to an account at Stripe, or came back from it.
 *
 * @param back whether it came back
 * @param stripeId the transfer's or reversal's id at Stripe, once it is known
 * @param lastError why Stripe did not do it, or did not answer; empty if it did
 */
public record ShareTransfer(
        UUID id,
        boolean back,
        String currency,
        long amountMinor,
        Status status,
        Optional<String> stripeId,
        String lastError,
        Instant createdAt) {

    /** How it stands. */
    public enum Status {
        /** Stripe is being asked for it. */
        PENDING,
        DONE,
        /** Stripe did not do it; what it was about is carried on. */
        REFUSED
    }
}
