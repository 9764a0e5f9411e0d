package io.lyceum.commerce.internal;

import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks Stripe about what is due, one after the other. */
abstract class AskingLane implements Lane {

    private static final Logger LOG = Logger.getLogger(AskingLane.class.getName());
    private static final int PORTION = 10;

    /**
     * So long others leave a portion alone, and so long what a node that died was about to ask
     * about waits: with the time between two looks less than five minutes.
     */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final String lane;
    private final String what;
    private final int schoolsAtOnce;
    private final Transactions transactions;
    private final Clock clock;

    /**
     * @param what the log calls it
     */
    AskingLane(
            String lane, String what, int schoolsAtOnce, Transactions transactions, Clock clock) {
        this.lane = lane;
        this.what = what;
        this.schoolsAtOnce = schoolsAtOnce;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** When Stripe is asked about what is settled here. */
    abstract StripeChecks checks();

    /** Asks about one; what goes wrong with Stripe is noted there, and asked again by itself. */
    abstract void settle(UUID id);

    @Override
    public String lane() {
        return lane;
    }

    @Override
    public int schoolsAtOnce() {
        return schoolsAtOnce;
    }

    @Override
    public boolean portion(Turn turn) {
        Instant until = clock.instant().plus(LEASE);
        List<UUID> due = transactions.call(() -> checks().takeDue(PORTION, until));
        for (UUID id : due) {
            if (clock.instant().isAfter(until)) {
                // Stripe is slow: the rest is due again, here or on another node.
                return true;
            }
            bear(id);
        }
        return due.size() == PORTION;
    }

    /**
     * One that makes trouble does not keep the others waiting; it is taken again after the lease.
     */
    private void bear(UUID id) {
        try {
            settle(id);
        } catch (Problem problem) {
            LOG.log(
                    Level.INFO,
                    "payments: {0} {1}: {2}",
                    new Object[] {what, id, problem.detail()});
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "payments: " + what + " " + id + " could not be settled", e);
        }
    }
}
