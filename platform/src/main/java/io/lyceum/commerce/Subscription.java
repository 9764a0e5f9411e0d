package io.lyceum.commerce;

import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody pays again and again.
 *
 * @param person who pays; nothing once they were erased
 * @param order with which it began
 * @param title of what is paid, as it was then
 * @param stripe its name at Stripe
 * @param customer who pays, at Stripe
 * @param priceMinor of one payment, in minor units of the currency
 * @param payments after how many it is paid off; nothing for as long as it is used
 * @param paidPayments how many have come in
 * @param periodEnd until when it is paid, and when it is paid next
 * @param endsAt when it ends, because somebody wants it to or it is paid off by then
 * @param graceUntil until when it stays open although a payment has failed, or it is paused
 * @param lastError why Stripe could not be asked; empty while it can
 */
public record Subscription(
        UUID id,
        Optional<PersonId> person,
        OfferId offer,
        ProductId product,
        UUID order,
        String title,
        Offer.Kind kind,
        Status status,
        String stripe,
        String customer,
        String currency,
        long priceMinor,
        Offer.Period period,
        Optional<Integer> payments,
        int paidPayments,
        Optional<Instant> periodEnd,
        Optional<Instant> trialEnd,
        Optional<Instant> endsAt,
        Optional<Instant> graceUntil,
        int feeBasisPoints,
        String lastError,
        Instant createdAt,
        Optional<Instant> endedAt) {

    /** How a subscription stands. */
    public enum Status {
        TRIAL,
        ACTIVE,
        /**
         * Nothing is paid until its subscriber goes on; what was paid for can be used until then.
         */
        PAUSED,
        /** A payment has failed, and is tried again; it stays open for a while. */
        GRACE,
        /** A payment has failed for too long: it is closed until it is paid. */
        UNPAID,
        /** All instalments came in: it stays open. */
        PAID_OFF,
        ENDED
    }

    /** Tells whether its subscriber may use what it is for. */
    public boolean open(Instant now) {
        return switch (status) {
            case TRIAL, ACTIVE, GRACE, PAID_OFF -> true;
            case PAUSED -> graceUntil.filter(now::isBefore).isPresent();
            case UNPAID, ENDED -> false;
        };
    }

    /** Tells whether anything can be done about it. */
    public boolean live() {
        return status != Status.ENDED && status != Status.PAID_OFF;
    }
}
