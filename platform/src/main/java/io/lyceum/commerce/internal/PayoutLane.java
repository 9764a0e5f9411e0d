package io.lyceum.commerce.internal;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Looks at accounts of which Stripe has told something, or whose money is due. */
@ApplicationScoped
class PayoutLane extends AskingLane {

    static final String LANE = "PAYOUT";

    private static final int SCHOOLS_AT_ONCE = 4;

    private final ConnectedRows rows;
    private final Paying paying;

    protected PayoutLane() {
        this(null, null, null, null);
    }

    @Inject
    PayoutLane(ConnectedRows rows, Paying paying, Transactions transactions, Clock clock) {
        super(LANE, "account", SCHOOLS_AT_ONCE, transactions, clock);
        this.rows = rows;
        this.paying = paying;
    }

    @Override
    StripeChecks checks() {
        return rows.checks();
    }

    @Override
    void settle(UUID id) {
        paying.bring(id);
    }
}
