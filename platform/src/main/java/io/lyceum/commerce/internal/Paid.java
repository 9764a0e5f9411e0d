package io.lyceum.commerce.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How an order stands at Stripe, which is asked anew each time: what a message says may be old.
 *
 * @param paymentIntent nothing if nothing had to be paid, or it is not known yet
 * @param invoice of the first payment of a subscription
 * @param started the subscription that has begun with it
 * @param totalMinor what is paid, with taxes
 * @param nothingDue whether it is done without any payment
 * @param charge the charge that has succeeded, if one has
 * @param refunds what goes back or went back
 */
record Paid(
        Session session,
        Optional<String> paymentIntent,
        Optional<String> invoice,
        Optional<StripeGateway.Started> started,
        long totalMinor,
        long taxMinor,
        boolean nothingDue,
        Optional<Charge> charge,
        List<Refund> refunds) {

    /** How its checkout stands. */
    enum Session {
        OPEN,
        /** The buyer is done; the money may still be on its way. */
        COMPLETE,
        EXPIRED,
        /** The money did not come. */
        FAILED
    }

    /**
     * What came in.
     *
     * @param minor what was paid
     * @param settled what became of it at Stripe; unknown for a moment after it was paid
     */
    record Charge(
            String id, String currency, long minor, Instant at, Optional<Settlement> settled) {}

    /**
     * How something changes the balance at Stripe.
     *
     * @param currency of the balance
     * @param minor without the fee; negative for what goes out
     * @param feeMinor what Stripe keeps
     */
    record Settlement(String currency, long minor, long feeMinor) {}

    /**
     * What goes back.
     *
     * @param asked the row that asked for it; nothing if somebody did at Stripe
     */
    record Refund(
            String id,
            Optional<UUID> asked,
            Status status,
            long minor,
            Instant at,
            Optional<Settlement> settled,
            Optional<Settlement> returned) {

        enum Status {
            PENDING,
            DONE,
            FAILED
        }
    }
}
