package io.lyceum.commerce.internal;

import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks Stripe about subscriptions when it is time to. */
@ApplicationScoped
class SubscriptionLane implements Lane {

    static final String LANE = "SUBSCRIPTION";

    private static final Logger LOG = Logger.getLogger(SubscriptionLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int PORTION = 10;

    /** So long others leave a portion alone, and so long it waits when its node dies. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final SubscriptionRows rows;
    private final SubscriptionSettling settling;
    private final Transactions transactions;
    private final Clock clock;

    protected SubscriptionLane() {
        this(null, null, null, null);
    }

    @Inject
    SubscriptionLane(
            SubscriptionRows rows,
            SubscriptionSettling settling,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.settling = settling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String lane() {
        return LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        Instant until = clock.instant().plus(LEASE);
        List<UUID> due = transactions.call(() -> rows.takeDue(PORTION, until));
        for (UUID subscription : due) {
            if (clock.instant().isAfter(until)) {
                // Stripe is slow: the rest is due again, here or on another node.
                return true;
            }
            settle(subscription);
        }
        return due.size() == PORTION;
    }

    /** One that makes trouble does not keep the others waiting. */
    private void settle(UUID subscription) {
        try {
            settling.settle(subscription);
        } catch (Problem problem) {
            // Noted at the subscription, and asked again by itself.
            LOG.log(
                    Level.INFO,
                    "payments: subscription {0}: {1}",
                    new Object[] {subscription, problem.detail()});
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "payments: subscription " + subscription + " could not be settled",
                    e);
        }
    }
}
