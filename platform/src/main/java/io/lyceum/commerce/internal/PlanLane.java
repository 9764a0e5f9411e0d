package io.lyceum.commerce.internal;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Asks Stripe about what schools pay for their plans when it is time to. */
@ApplicationScoped
class PlanLane extends AskingLane {

    static final String LANE = "PLAN";

    private static final int SCHOOLS_AT_ONCE = 2;

    private final PlanSubscriptionRows rows;
    private final PlanSettling settling;

    protected PlanLane() {
        this(null, null, null, null);
    }

    @Inject
    PlanLane(
            PlanSubscriptionRows rows,
            PlanSettling settling,
            Transactions transactions,
            Clock clock) {
        super(LANE, "plan", SCHOOLS_AT_ONCE, transactions, clock);
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
