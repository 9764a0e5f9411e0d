package io.lyceum.commerce.internal;

import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at accounts of which Stripe has told something, or whose money is due. */
@ApplicationScoped
class PayoutLane implements Lane {

    static final String LANE = "PAYOUT";

    private static final Logger LOG = Logger.getLogger(PayoutLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int PORTION = 10;

    /** Longer than a portion takes; a node that stops leaves it to others then. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final ConnectedRows rows;
    private final Paying paying;
    private final Transactions transactions;
    private final Clock clock;

    protected PayoutLane() {
        this(null, null, null, null);
    }

    @Inject
    PayoutLane(ConnectedRows rows, Paying paying, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.paying = paying;
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
        List<UUID> accounts =
                transactions.call(() -> rows.takeDue(PORTION, clock.instant().plus(LEASE)));
        accounts.forEach(this::bring);
        return accounts.size() == PORTION;
    }

    /** One that makes trouble does not keep the others waiting. */
    private void bring(UUID account) {
        try {
            paying.bring(account);
        } catch (Problem problem) {
            // Noted at the account, and asked again by itself.
            LOG.log(
                    Level.INFO,
                    "payouts: account {0}: {1}",
                    new Object[] {account, problem.detail()});
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "payouts: account " + account + " could not be looked at", e);
        }
    }
}
