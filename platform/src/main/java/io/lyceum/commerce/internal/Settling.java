package io.lyceum.commerce.internal;

import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Ledger.Kind;
import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.OrderRefund;
import io.lyceum.commerce.PaymentFailed;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.PaymentRefunded;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings an order to how it stands at Stripe: who has paid has what was bought, who got the money
 * back has not, and the books say so. Whoever calls, and however often and in whatever order, the
 * end is the same; each of it is one transaction.
 */
@ApplicationScoped
public class Settling {

    /** Behind the id of a refund: how the books name what came back of it. */
    static final String RETURNED = "/failed";

    /** After which an order is looked at again that somebody else is about. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final StripeGateway stripe;
    private final OrderRows rows;
    private final PaymentEventRows events;
    private final Ledger ledger;
    private final Fulfilment fulfilment;
    private final Disputing disputing;
    private final Guests guests;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration check;
    private final Duration soon;

    protected Settling() {
        this(null, null, null, null, null, null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param check after which time Stripe is asked about a new order; later it takes twice as
     *     long, so that paid but without access lasts less than five minutes; half as long while
     *     something is under way
     */
    @Inject
    Settling(
            StripeGateway stripe,
            OrderRows rows,
            PaymentEventRows events,
            Ledger ledger,
            Fulfilment fulfilment,
            Disputing disputing,
            Guests guests,
            Outbox outbox,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "lyceum.payments.check", defaultValue = "PT2M") Duration check) {
        this.check = check;
        this.soon = check.dividedBy(2);
        this.stripe = stripe;
        this.rows = rows;
        this.events = events;
        this.ledger = ledger;
        this.fulfilment = fulfilment;
        this.disputing = disputing;
        this.guests = guests;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks Stripe and applies what it says, after it was asked for what waits to be asked for.
     *
     * @throws Problem PAYMENT_UNREACHABLE and others; it is tried again by itself
     */
    public void settle(UUID id) {
        StripeChecks.Asked asked = transactions.call(() -> rows.checks().ask(id));
        Optional<Order> found =
                transactions
                        .call(() -> rows.find(id))
                        .filter(o -> o.session().isPresent() || o.paymentIntent().isPresent());
        if (found.isEmpty()) {
            transactions.run(() -> rows.checks().at(id, Optional.empty(), asked));
            return;
        }
        try {
            found.get().paymentIntent().ifPresent(intent -> askBack(id, intent));
            Paid paid = stripe.read(found.get());
            List<Disputed> disputes = disputing.ask(paid);
            if ((paid.charge().isPresent() || paid.nothingDue()) && !guests.admit(found.get())) {
                transactions.run(
                        () ->
                                rows.checks()
                                        .at(
                                                id,
                                                Optional.of(clock.instant().plus(A_MOMENT)),
                                                asked));
                return;
            }
            transactions.run(() -> apply(id, paid, disputes, asked));
        } catch (Problem problem) {
            transactions.run(
                    () ->
                            rows.checks()
                                    .trouble(
                                            id,
                                            problem.detail(),
                                            clock.instant().plus(soon),
                                            asked));
            throw problem;
        }
    }

    /** Closes an order for which nothing has to be paid. */
    public void settleFree(UUID id) {
        if (!transactions.call(() -> rows.find(id)).map(guests::admit).orElse(true)) {
            return;
        }
        transactions.run(
                () -> {
                    Order order = rows.lock(id).orElseThrow();
                    if (order.status() == Order.Status.PENDING && order.totalMinor() == 0) {
                        Instant now = clock.instant();
                        rows.paid(order, Optional.empty(), Optional.empty(), 0, 0, now);
                        fulfilment.give(order, Optional.empty());
                    }
                });
    }

    private void askBack(UUID order, String intent) {
        for (OrderRefund refund : transactions.call(() -> rows.refunds(order))) {
            if (refund.status() == OrderRefund.Status.PENDING && refund.refundId().isEmpty()) {
                askBack(refund, intent);
            }
        }
    }

    /** What Stripe will not give back does not keep the order from being read. */
    private void askBack(OrderRefund refund, String intent) {
        try {
            String known = stripe.refund(refund.id(), intent, refund.amountMinor());
            transactions.run(() -> rows.note(refund.id(), refund.status(), Optional.of(known), ""));
        } catch (Problem problem) {
            if (problem.code() != PaymentProblem.PAYMENT_REFUSED) {
                throw problem;
            }
            transactions.run(
                    () ->
                            rows.note(
                                    refund.id(),
                                    OrderRefund.Status.FAILED,
                                    Optional.empty(),
                                    problem.detail()));
        }
    }

    private void apply(UUID id, Paid paid, List<Disputed> disputes, StripeChecks.Asked asked) {
        Order order = rows.lock(id).orElseThrow();
        Instant now = clock.instant();
        events.handled(id, asked.at());
        if (paid.charge().isEmpty() && !paid.nothingDue()) {
            unpaid(order, paid, asked);
            return;
        }
        if (order.paidAt().isEmpty()) {
            rows.paid(
                    order,
                    paid.paymentIntent(),
                    paid.invoice(),
                    paid.totalMinor(),
                    paid.taxMinor(),
                    now);
            fulfilment.give(order, paid.started());
            order = rows.lock(id).orElseThrow();
        }
        if (paid.charge().isEmpty()) {
            rows.stands(id, Order.Status.PAID, 0);
            rows.checks().at(id, Optional.empty(), asked);
            return;
        }
        Paid.Charge charge = paid.charge().get();
        if (charge.settled().isPresent()) {
            postSale(order, charge, charge.settled().get());
        }
        boolean whole = goingBack(paid) >= order.totalMinor();
        boolean underWay = charge.settled().isEmpty();
        for (Paid.Refund refund : paid.refunds()) {
            underWay |= !apply(order, refund, whole);
        }
        List<OrderRefund> refunds = rows.refunds(id);
        underWay |= refunds.stream().anyMatch(r -> r.status() == OrderRefund.Status.PENDING);
        long refunded =
                refunds.stream()
                        .filter(r -> r.status() == OrderRefund.Status.DONE)
                        .mapToLong(OrderRefund::amountMinor)
                        .sum();
        Order.Status status = paidStatus(refunded, order.totalMinor());
        rows.stands(id, disputing.apply(order, disputes, refunded, status), refunded);
        rows.checks().at(id, underWay ? Optional.of(now.plus(soon)) : Optional.empty(), asked);
    }

    private static long goingBack(Paid paid) {
        return paid.refunds().stream()
                .filter(r -> r.status() != Paid.Refund.Status.FAILED)
                .mapToLong(Paid.Refund::minor)
                .sum();
    }

    private static Order.Status paidStatus(long refunded, long total) {
        if (refunded == 0) {
            return Order.Status.PAID;
        }
        return refunded < total ? Order.Status.PARTLY_REFUNDED : Order.Status.REFUNDED;
    }

    private void unpaid(Order order, Paid paid, StripeChecks.Asked asked) {
        Order.Status status =
                switch (paid.session()) {
                    case OPEN, COMPLETE -> Order.Status.PENDING;
                    case EXPIRED -> Order.Status.EXPIRED;
                    case FAILED -> Order.Status.FAILED;
                };
        rows.stands(order.id(), status, 0);
        if (order.status() == Order.Status.PENDING && status != Order.Status.PENDING) {
            rows.release(order);
            if (status == Order.Status.FAILED) {
                order.person()
                        .ifPresent(
                                person -> outbox.publish(PaymentFailed.of(order, person.value())));
            }
        }
        rows.checks()
                .at(
                        order.id(),
                        status == Order.Status.PENDING
                                ? Optional.of(asked.at().plus(check.multipliedBy(2)))
                                : Optional.empty(),
                        asked);
    }

    /**
     * Applies what became of a refund.
     *
     * @param whole whether all that was paid goes back
     * @return whether nothing more is to come of it
     */
    private boolean apply(Order order, Paid.Refund refund, boolean whole) {
        OrderRefund row = rows.refundOf(order, refund, whole);
        switch (refund.status()) {
            case DONE -> {
                if (refund.settled().isEmpty()) {
                    return false;
                }
                postRefund(order, refund, refund.settled().get());
                if (row.status() != OrderRefund.Status.DONE) {
                    rows.note(row.id(), OrderRefund.Status.DONE, Optional.of(refund.id()), "");
                    order.person().ifPresent(person -> tell(order, person));
                    if (!row.keepAccess()) {
                        fulfilment.take(order);
                    }
                }
            }
            case FAILED -> {
                // What had left comes back.
                refund.settled().ifPresent(out -> postRefund(order, refund, out));
                refund.returned().ifPresent(in -> postReturn(order, refund, in));
                if (row.status() == OrderRefund.Status.DONE
                        && !row.keepAccess()
                        && !tookOtherwise(order, row)) {
                    // The buyer has no money back, and so has what it was for.
                    fulfilment.giveAgain(order);
                }
                rows.note(
                        row.id(),
                        OrderRefund.Status.FAILED,
                        Optional.of(refund.id()),
                        "it could not be given back");
            }
            case PENDING -> {
                // It has left the balance already, if Stripe says so.
                refund.settled().ifPresent(out -> postRefund(order, refund, out));
                rows.note(row.id(), OrderRefund.Status.PENDING, Optional.of(refund.id()), "");
            }
        }
        return refund.status() != Paid.Refund.Status.PENDING;
    }

    /** Whether another refund took it as well. */
    private boolean tookOtherwise(Order order, OrderRefund refund) {
        return rows.refunds(order.id()).stream()
                .filter(other -> !other.id().equals(refund.id()))
                .anyMatch(o -> o.status() == OrderRefund.Status.DONE && !o.keepAccess());
    }

    private void tell(Order order, PersonId person) {
        outbox.publish(PaymentRefunded.of(order, person.value()));
    }

    /** What a share of an amount is, in whole minor units, half up. */
    static long share(long minor, int basisPoints) {
        return Math.floorDiv(minor * basisPoints + 5_000, 10_000);
    }

    private void postSale(Order order, Paid.Charge charge, Paid.Settlement settled) {
        long net = charge.minor() - order.taxMinor();
        long fee = share(net, order.feeBasisPoints());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(LedgerAccount.SALES, charge.currency(), -net));
        lines.add(new Line(LedgerAccount.TAXES, charge.currency(), -order.taxMinor()));
        came(lines, charge.currency(), charge.minor(), settled);
        lines.add(new Line(LedgerAccount.PLATFORM_FEES, charge.currency(), fee));
        lines.add(new Line(LedgerAccount.DUE_TO_PLATFORM, charge.currency(), -fee));
        ledger.post(
                new Ledger.Posting(
                        Kind.SALE, charge.id(), Optional.of(order.id()), charge.at(), lines));
    }

    /** The platform gives back its share of what goes back. */
    private void postRefund(Order order, Paid.Refund refund, Paid.Settlement out) {
        post(Kind.REFUND, refund.id(), order, refund, refundLines(order, refund.minor(), out));
    }

    private void postReturn(Order order, Paid.Refund refund, Paid.Settlement in) {
        post(
                Kind.REFUND_FAILED,
                refund.id() + RETURNED,
                order,
                refund,
                refundLines(order, -refund.minor(), in));
    }

    private void post(Kind kind, String source, Order order, Paid.Refund refund, List<Line> lines) {
        ledger.post(new Ledger.Posting(kind, source, Optional.of(order.id()), refund.at(), lines));
    }

    private static List<Line> refundLines(Order order, long minor, Paid.Settlement settled) {
        long tax = taxOf(order, minor);
        long fee = share(minor - tax, order.feeBasisPoints());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(LedgerAccount.REFUNDS, order.currency(), minor - tax));
        lines.add(new Line(LedgerAccount.TAXES, order.currency(), tax));
        came(lines, order.currency(), -minor, settled);
        lines.add(new Line(LedgerAccount.PLATFORM_FEES, order.currency(), -fee));
        lines.add(new Line(LedgerAccount.DUE_TO_PLATFORM, order.currency(), fee));
        return lines;
    }

    /** What part of an amount that goes back is taxes, half up. */
    static long taxOf(Order order, long minor) {
        return order.totalMinor() == 0
                ? 0
                : Math.floorDiv(
                        minor * order.taxMinor() * 2 + order.totalMinor(), order.totalMinor() * 2);
    }

    /** What changes the balance at Stripe, which may be in another currency. */
    static void came(List<Line> lines, String currency, long minor, Paid.Settlement settled) {
        String balance = settled.currency();
        lines.add(
                new Line(
                        LedgerAccount.STRIPE_BALANCE,
                        balance,
                        settled.minor() - settled.feeMinor()));
        lines.add(new Line(LedgerAccount.PROCESSOR_FEES, balance, settled.feeMinor()));
        if (!balance.equals(currency)) {
            lines.add(new Line(LedgerAccount.EXCHANGE, currency, minor));
            lines.add(new Line(LedgerAccount.EXCHANGE, balance, -settled.minor()));
        }
    }
}
