package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A course that somebody buys.
 *
 * @param number of the receipt, without gaps; none before it is paid
 * @param person who buys; nothing once they were erased
 * @param title of the course, as it was then
 * @param totalMinor what is paid, in minor units of the currency
 * @param refundedMinor how much of it was given back
 * @param feeBasisPoints the platform's share in hundredths of a percent, as agreed then
 * @param session of Stripe's checkout
 * @param checkoutUrl where it is paid
 * @param lastError why Stripe could not be asked; empty while it can
 */
public record Order(
        UUID id,
        Optional<Long> number,
        Optional<PersonId> person,
        CourseId course,
        String title,
        Status status,
        String currency,
        long totalMinor,
        long refundedMinor,
        int feeBasisPoints,
        Optional<String> session,
        Optional<String> paymentIntent,
        Optional<String> checkoutUrl,
        String lastError,
        Instant createdAt,
        Optional<Instant> paidAt) {

    /** How an order stands. */
    public enum Status {
        /** Not paid yet, as far as it is known. */
        PENDING,
        PAID,
        PARTLY_REFUNDED,
        REFUNDED,
        /** Was not paid while it could be. */
        EXPIRED,
        /** Could not be paid in the end. */
        FAILED,
        /** The buyer's bank took it back for good. */
        CHARGED_BACK
    }

    /** Tells whether money has come in and not all of it went back. */
    public boolean paid() {
        return status == Status.PAID || status == Status.PARTLY_REFUNDED;
    }

    /** What could still be given back. */
    public long refundableMinor() {
        return paid() ? totalMinor - refundedMinor : 0;
    }
}
