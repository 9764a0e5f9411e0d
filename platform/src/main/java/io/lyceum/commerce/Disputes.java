package io.lyceum.commerce;

import io.lyceum.commerce.internal.DisputeRows;
import io.lyceum.commerce.internal.StripeDisputes;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Disputed payments of the current school. How they stand is known from settling their orders. */
@UseCase
public class Disputes {

    private final DisputeRows rows;
    private final StripeDisputes stripe;

    protected Disputes() {
        this(null, null);
    }

    @Inject
    Disputes(DisputeRows rows, StripeDisputes stripe) {
        this.rows = rows;
        this.stripe = stripe;
    }

    /**
     * A dispute in a list.
     *
     * @param title of what was bought
     * @param number of the receipt
     * @param buyer name of whoever bought; empty once they were erased
     * @param email address of whoever bought
     */
    public record Line(
            Dispute dispute, String title, Optional<Long> number, String buyer, String email) {}

    /**
     * Lists disputes, the latest first.
     *
     * @param statuses those that are wanted; empty for all
     */
    public Slice<Line> list(Set<Dispute.Status> statuses, Optional<String> cursor, int limit) {
        return Slice.of(
                rows.list(statuses, cursor, limit + 1),
                limit,
                last -> Cursor.after(last.dispute().openedAt(), last.dispute().id()));
    }

    /** Lists the disputes of an order, the oldest first. */
    public List<Dispute> of(UUID order) {
        return rows.of(order);
    }

    /** Tells how many wait for evidence. */
    public long waiting() {
        return rows.waiting();
    }

    /**
     * Where a payment is looked at, and evidence handed in, in Stripe's dashboard.
     *
     * @return nothing for an unpaid order, and where Stripe is simulated
     */
    public Optional<String> dashboard(Order order) {
        return order.paymentIntent().flatMap(stripe::dashboard);
    }
}
