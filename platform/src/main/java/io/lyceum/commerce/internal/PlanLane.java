package io.lyceum.commerce.internal;

import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks Stripe about what schools pay for their plans when it is time to. */
@ApplicationScoped
class PlanLane implements Lane {

    static final String LANE = "PLAN";

    private static final Logger LOG = Logger.getLogger(PlanLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 2;

    /** Longer than asking takes; a node that stops leaves it to others then. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final PlanSubscriptionRows rows;
    private final PlanSettling settling;
    private final Transactions transactions;
    private final Clock clock;

    protected PlanLane() {
        this(null, null, null, null);
    }

    @Inject
    PlanLane(
            PlanSubscriptionRows rows,
            PlanSettling settling,
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
        transactions.call(() -> rows.takeDue(clock.instant().plus(LEASE))).forEach(this::settle);
        return false;
    }

    private void settle(UUID id) {
        try {
            settling.settle(id);
        } catch (Problem problem) {
            // Noted at the row, and asked again by itself.
            LOG.log(Level.INFO, "payments: plan {0}: {1}", new Object[] {id, problem.detail()});
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "payments: plan " + id + " could not be settled", e);
        }
    }
}
