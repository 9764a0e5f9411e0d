package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that goes from an account at Stripe to its bank.
 *
 * @param payoutId its id at Stripe; none before Stripe has taken it on
 * @param amountMinor what the bank gets, in minor units
 * @param feeMinor what Stripe keeps besides
 * @param failure why it failed, as Stripe or the bank says; empty if it did not
 * @param automatic whether Stripe did it by the account's schedule
 */
public record BankPayout(
        UUID id,
        Optional<String> payoutId,
        Method method,
        String currency,
        long amountMinor,
        long feeMinor,
        Status status,
        String failure,
        boolean automatic,
        Instant createdAt,
        Optional<Instant> arrivesAt) {

    /** How fast it goes. */
    public enum Method {
        STANDARD,
        /** Within minutes, for a fee. */
        INSTANT
    }

    /** How it stands. */
    public enum Status {
        /** Stripe is being asked for it. */
        ASKED,
        PENDING,
        IN_TRANSIT,
        PAID,
        /** The bank sent it back; the money is at Stripe again. */
        FAILED,
        CANCELED,
        /** Stripe did not take it on; nothing moved. */
        REFUSED
    }

    /** Tells whether nothing more is to come of it. A bank may send back what was paid. */
    public boolean settled() {
        return switch (status) {
            case ASKED, PENDING, IN_TRANSIT -> false;
            case PAID, FAILED, CANCELED, REFUSED -> true;
        };
    }
}
