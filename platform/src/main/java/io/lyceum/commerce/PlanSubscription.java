package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a school pays the platform for its plan, again and again.
 *
 * @param priceMinor of one payment, in minor units of the currency
 * @param customer who the school is at Stripe
 * @param session of Stripe's checkout
 * @param checkoutUrl where it is paid
 * @param stripe its name at Stripe; nothing before the checkout is complete
 * @param periodEnd until when it is paid, and when it is paid next
 * @param endsAt when it ends, because the owner wants it to
 * @param graceUntil until when the school stays on the plan although a payment has failed
 * @param lastError why Stripe could not be asked; empty while it can
 */
public record PlanSubscription(
        UUID id,
        UUID plan,
        Offer.Period period,
        Status status,
        String currency,
        long priceMinor,
        Optional<String> customer,
        Optional<String> session,
        Optional<String> checkoutUrl,
        Optional<String> stripe,
        Optional<Instant> periodEnd,
        Optional<Instant> endsAt,
        Optional<Instant> graceUntil,
        String lastError,
        Instant createdAt,
        Optional<Instant> endedAt) {

    /** How it stands. */
    public enum Status {
        /** Nothing has come in yet. */
        PENDING,
        /** Was never paid. */
        GIVEN_UP,
        ACTIVE,
        /** A payment has failed, and is tried again; the school stays on the plan for a while. */
        GRACE,
        /** A payment has failed for too long: the school is on the free plan until it is paid. */
        UNPAID,
        ENDED
    }

    /** Tells whether the school is on the plan because of it. */
    public boolean open() {
        return status == Status.ACTIVE || status == Status.GRACE;
    }

    /** Tells whether something is or will be paid. */
    public boolean live() {
        return open() || status == Status.UNPAID;
    }
}
