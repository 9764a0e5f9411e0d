package io.lyceum.commerce.internal;

import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.PaymentDisputed;
import io.lyceum.shared.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the disputes of an order to how they stand at Stripe. While one is open, the buyer keeps
 * what was bought; when all that was left of the price is lost, it is taken away.
 */
@ApplicationScoped
class Disputing {

    private final StripeDisputes stripe;
    private final DisputeRows rows;
    private final Ledger ledger;
    private final Fulfilment fulfilment;
    private final Outbox outbox;
    private final Clock clock;

    protected Disputing() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Disputing(
            StripeDisputes stripe,
            DisputeRows rows,
            Ledger ledger,
            Fulfilment fulfilment,
            Outbox outbox,
            Clock clock) {
        this.stripe = stripe;
        this.rows = rows;
        this.ledger = ledger;
        this.fulfilment = fulfilment;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks Stripe for the disputes of what was paid. Not inside a transaction. */
    List<Disputed> ask(Paid paid) {
        return paid.charge().isPresent()
                ? stripe.of(paid.paymentIntent().orElseThrow())
                : List.of();
    }

    /**
     * Applies what Stripe said, in the transaction that has the order locked.
     *
     * @param refunded how much of it went back
     * @param otherwise how the order stands as far as refunds go
     * @return how it stands
     */
    Order.Status apply(
            Order order, List<Disputed> disputes, long refunded, Order.Status otherwise) {
        Instant now = clock.instant();
        Map<String, Dispute> before =
                rows.of(order.id()).stream()
                        .collect(Collectors.toMap(Dispute::disputeId, Function.identity()));
        for (Disputed dispute : disputes) {
            UUID id = rows.keep(order, dispute, now);
            dispute.moves().forEach(move -> post(order, dispute, move));
            if (!before.containsKey(dispute.id())) {
                outbox.publish(new PaymentDisputed(order.id(), id));
            }
        }
        long lost =
                disputes.stream()
                        .filter(d -> d.status() == Dispute.Status.LOST)
                        .mapToLong(Disputed::minor)
                        .sum();
        boolean gone =
                lost > 0
                        && otherwise != Order.Status.REFUNDED
                        && refunded + lost >= order.totalMinor();
        boolean wasGone = order.status() == Order.Status.CHARGED_BACK;
        if (gone && !wasGone) {
            fulfilment.take(order);
        }
        if (!gone && wasGone && otherwise != Order.Status.REFUNDED) {
            fulfilment.giveAgain(order);
        }
        return gone ? Order.Status.CHARGED_BACK : otherwise;
    }

    /** The platform's share goes back with the money, and comes back with it. */
    private void post(Order order, Disputed dispute, Disputed.Move move) {
        Paid.Settlement settled = move.settled();
        boolean out = settled.minor() < 0;
        long minor =
                settled.currency().equals(dispute.currency())
                        ? settled.minor()
                        : out ? -dispute.minor() : dispute.minor();
        long sign = out ? -1 : 1;
        long tax = Settling.taxOf(order, Math.abs(minor)) * sign;
        long share = Settling.share(Math.abs(minor - tax), order.feeBasisPoints()) * sign;
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(LedgerAccount.DISPUTES, dispute.currency(), tax - minor));
        lines.add(new Line(LedgerAccount.TAXES, dispute.currency(), -tax));
        Settling.came(lines, dispute.currency(), minor, settled);
        lines.add(new Line(LedgerAccount.PLATFORM_FEES, dispute.currency(), share));
        lines.add(new Line(LedgerAccount.DUE_TO_PLATFORM, dispute.currency(), -share));
        ledger.post(
                new Ledger.Posting(
                        out ? Ledger.Kind.DISPUTE : Ledger.Kind.DISPUTE_WON,
                        move.id(),
                        Optional.of(order.id()),
                        move.at(),
                        lines));
    }
}
