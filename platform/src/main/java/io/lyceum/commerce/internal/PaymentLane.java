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

/** Asks Stripe about orders of which it has told nothing for a while. */
@ApplicationScoped
class PaymentLane implements Lane {

    static final String LANE = "PAYMENT";

    private static final Logger LOG = Logger.getLogger(PaymentLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int PORTION = 10;

    /**
     * So long others leave a portion alone, and so long what a node that died was about to ask
     * about waits: with the time between two looks less than five minutes.
     */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final OrderRows rows;
    private final Settling settling;
    private final Transactions transactions;
    private final Clock clock;

    protected PaymentLane() {
        this(null, null, null, null);
    }

    @Inject
    PaymentLane(OrderRows rows, Settling settling, Transactions transactions, Clock clock) {
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
        List<UUID> orders = transactions.call(() -> rows.takeDue(PORTION, until));
        for (UUID order : orders) {
            if (clock.instant().isAfter(until)) {
                // Stripe is slow: the rest is due again, here or on another node.
                return true;
            }
            settle(order);
        }
        return orders.size() == PORTION;
    }

    /** One that makes trouble does not keep the others waiting. */
    private void settle(UUID order) {
        try {
            settling.settle(order);
        } catch (Problem problem) {
            // Noted at the order, and asked again by itself.
            LOG.log(Level.INFO, "payments: order {0}: {1}", new Object[] {order, problem.detail()});
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "payments: order " + order + " could not be settled", e);
        }
    }
}
