package io.lyceum.commerce.internal;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Asks Stripe about orders of which it has told nothing for a while. */
@ApplicationScoped
class PaymentLane extends AskingLane {

    static final String LANE = "PAYMENT";

    private static final int SCHOOLS_AT_ONCE = 4;

    private final OrderRows rows;
    private final Settling settling;

    protected PaymentLane() {
        this(null, null, null, null);
    }

    @Inject
    PaymentLane(OrderRows rows, Settling settling, Transactions transactions, Clock clock) {
        super(LANE, "order", SCHOOLS_AT_ONCE, transactions, clock);
        this.rows = rows;
        this.settling = settling;
    }

    @Override
    StripeChecks checks() {
        return rows.checks();
    }

    @Override
    void settle(UUID id) {
        settling.settle(id);
    }
}
