package io.lyceum.commerce.internal;

import io.lyceum.commerce.PlanPastDue;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.commerce.PlanSubscription.Status;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Plans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings what a school pays for its plan to how it stands at Stripe, and the school to the plan
 * that is paid: to the free one when nothing is paid any more. Whoever calls, and however often,
 * the end is the same.
 */
@ApplicationScoped
public class PlanSettling {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(40);

    private final PlanGateway stripe;
    private final PlanSubscriptionRows rows;
    private final PaymentEventRows events;
    private final Plans plans;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration grace;
    private final Duration check;

    protected PlanSettling() {
        this(null, null, null, null, null, null, null, Duration.ZERO, Duration.ZERO);
    }

    /**
     * @param grace how long a school stays on its plan after a payment has failed
     * @param check after which time Stripe is asked about a new checkout; later it takes twice as
     *     long
     */
    @Inject
    PlanSettling(
            PlanGateway stripe,
            PlanSubscriptionRows rows,
            PaymentEventRows events,
            Plans plans,
            Outbox outbox,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "lyceum.subscriptions.grace", defaultValue = "P7D")
                    Duration grace,
            @ConfigProperty(name = "lyceum.payments.check", defaultValue = "PT2M") Duration check) {
        this.stripe = stripe;
        this.rows = rows;
        this.events = events;
        this.plans = plans;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.grace = grace;
        this.check = check;
    }

    /**
     * Asks Stripe and applies what it says.
     *
     * @throws Problem PAYMENT_UNREACHABLE and others; it is tried again by itself
     */
    public void settle(UUID id) {
        StripeChecks.Asked asked = transactions.call(() -> rows.checks().ask(id));
        Optional<PlanSubscription> found =
                transactions.call(() -> rows.find(id)).filter(one -> one.session().isPresent());
        if (found.isEmpty()) {
            transactions.run(() -> rows.checks().at(id, Optional.empty(), asked));
            return;
        }
        try {
            Optional<String> subscription = found.get().stripe();
            if (subscription.isEmpty()) {
                PlanGateway.Checkout checkout = stripe.checkout(found.get().session().get());
                if (checkout.subscription().isEmpty()) {
                    transactions.run(() -> unpaid(id, checkout.over(), asked));
                    return;
                }
                subscription = checkout.subscription();
                String started = subscription.get();
                transactions.run(() -> rows.started(id, started));
            }
            PlanAtStripe at =
                    stripe.plan(
                            subscription.get(),
                            invoice -> transactions.call(() -> rows.knowsInvoice(invoice)));
            transactions.run(() -> apply(id, at, asked));
        } catch (Problem problem) {
            transactions.run(
                    () ->
                            rows.checks()
                                    .trouble(
                                            id,
                                            problem.detail(),
                                            clock.instant().plus(SOON),
                                            asked));
            throw problem;
        }
    }

    private void unpaid(UUID id, boolean over, StripeChecks.Asked asked) {
        rows.lock(id);
        events.handled(id, asked.at());
        if (over) {
            rows.giveUp(id);
        } else {
            rows.checks().at(id, Optional.of(asked.at().plus(check.multipliedBy(2))), asked);
        }
    }

    private void apply(UUID id, PlanAtStripe at, StripeChecks.Asked asked) {
        PlanSubscription before = rows.lock(id);
        events.handled(id, asked.at());
        // What is not paid yet is not had yet: a change counts once its difference has come in.
        UUID plan =
                at.state() == Subscribed.State.ACTIVE
                        ? at.plan().orElse(before.plan())
                        : before.plan();
        at.invoices().forEach(invoice -> rows.paid(id, plan, invoice));
        Optional<Instant> graceUntil = at.unpaidSince().map(since -> since.plus(grace));
        Status status = status(at, rows.wasPaid(id), graceUntil);
        rows.stands(id, status, plan, at, graceUntil);
        PlanSubscription after = rows.find(id).orElseThrow();
        if (after.open() && !(before.open() && before.plan().equals(plan))) {
            plans.paid(plan);
        } else if (before.open() && !after.open()) {
            plans.notPaid(before.plan());
        }
        if (before.status() == Status.ACTIVE
                && (after.status() == Status.GRACE || after.status() == Status.UNPAID)) {
            outbox.publish(new PlanPastDue(id));
        }
        rows.checks().at(id, next(after, clock.instant()), asked);
    }

    private static Status status(PlanAtStripe at, boolean paid, Optional<Instant> graceUntil) {
        if (!paid) {
            return at.state() == Subscribed.State.ENDED ? Status.GIVEN_UP : Status.PENDING;
        }
        return switch (at.state()) {
            case TRIAL, ACTIVE -> Status.ACTIVE;
            case PAST_DUE ->
                    graceUntil.filter(at.moment()::isBefore).isPresent()
                            ? Status.GRACE
                            : Status.UNPAID;
            case UNPAID -> Status.UNPAID;
            case ENDED -> Status.ENDED;
        };
    }

    private Optional<Instant> next(PlanSubscription after, Instant now) {
        return switch (after.status()) {
            case ENDED, GIVEN_UP -> Optional.empty();
            case PENDING -> Optional.of(now.plus(check.multipliedBy(2)));
            case GRACE -> Optional.of(now.plus(HOUR));
            case UNPAID -> Optional.of(now.plus(HOUR.multipliedBy(12)));
            case ACTIVE -> {
                Instant end = after.periodEnd().orElse(now).plus(HOUR);
                Instant least = now.plus(HOUR);
                Instant most = now.plus(LONGEST);
                yield Optional.of(end.isBefore(least) ? least : end.isAfter(most) ? most : end);
            }
        };
    }
}
