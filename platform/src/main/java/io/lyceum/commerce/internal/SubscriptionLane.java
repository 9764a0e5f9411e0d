package io.lyceum.commerce.internal;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Asks Stripe about subscriptions when it is time to. */
@ApplicationScoped
class SubscriptionLane extends AskingLane {

    static final String LANE = "SUBSCRIPTION";

    private static final int SCHOOLS_AT_ONCE = 4;

    private final SubscriptionRows rows;
    private final SubscriptionSettling settling;

    protected SubscriptionLane() {
        this(null, null, null, null);
    }

    @Inject
    SubscriptionLane(
            SubscriptionRows rows,
            SubscriptionSettling settling,
            Transactions transactions,
            Clock clock) {
        super(LANE, "subscription", SCHOOLS_AT_ONCE, transactions, clock);
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
