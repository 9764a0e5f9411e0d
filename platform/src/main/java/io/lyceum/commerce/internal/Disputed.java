package io.lyceum.commerce.internal;

import io.lyceum.commerce.Dispute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a dispute stands at Stripe.
 *
 * @param minor what is disputed
 * @param due until when evidence is taken
 * @param moves what it did to the balance, the oldest first
 */
record Disputed(
        String id,
        String reason,
        Dispute.Status status,
        String currency,
        long minor,
        Optional<Instant> due,
        Instant at,
        List<Move> moves) {

    /**
     * A change of the balance.
     *
     * @param id of Stripe's balance transaction
     */
    record Move(String id, Instant at, Paid.Settlement settled) {}
}
