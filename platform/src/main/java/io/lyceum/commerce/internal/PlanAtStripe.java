package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a school's subscription to a plan stands at Stripe.
 *
 * @param plan for which it is; nothing if it does not say
 * @param moment it is for its customer: that of a test clock while it has one
 * @param unpaidSince when the first payment failed that is still due
 * @param invoices that were paid and are not known here, the oldest first
 */
record PlanAtStripe(
        Subscribed.State state,
        Optional<UUID> plan,
        Offer.Period period,
        String currency,
        long priceMinor,
        Instant moment,
        Optional<Instant> periodEnd,
        Optional<Instant> endsAt,
        Optional<Instant> unpaidSince,
        List<Invoice> invoices) {

    /** What was paid of it. */
    record Invoice(
            String id,
            String number,
            String currency,
            long amountMinor,
            Instant paidAt,
            Optional<String> paymentIntent) {}
}
