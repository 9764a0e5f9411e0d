package io.lyceum.commerce.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a subscription stands at Stripe.
 *
 * @param moment it is for its customer: that of a test clock while it has one
 * @param item of which its price is
 * @param invoices that were paid, the oldest first
 * @param unpaidSince when the first payment failed that is still due
 */
record Subscribed(
        State state,
        String customer,
        String item,
        String currency,
        long priceMinor,
        boolean paused,
        Instant moment,
        Optional<Instant> periodEnd,
        Optional<Instant> trialEnd,
        Optional<Instant> endsAt,
        Optional<Instant> unpaidSince,
        List<Invoice> invoices) {

    /** What Stripe says. */
    enum State {
        TRIAL,
        ACTIVE,
        PAST_DUE,
        /** Stripe has stopped trying. */
        UNPAID,
        ENDED
    }

    /**
     * What was paid of it.
     *
     * @param period whether it is for a whole period, not for a change within one
     */
    record Invoice(
            String id, long totalMinor, long taxMinor, String paymentIntent, boolean period) {}
}
