package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.Subscription.Status;
import io.lyceum.commerce.SubscriptionEnded;
import io.lyceum.commerce.SubscriptionPastDue;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.outbox.Event;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings a subscription to how it stands at Stripe: each payment becomes an order, and what it is
 * for is open as long as it is paid, or for a while after a payment has failed.
 */
@ApplicationScoped
public class SubscriptionSettling {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(40);

    private final SubscriptionGateway stripe;
    private final SubscriptionRows rows;
    private final OrderRows orders;
    private final OfferRows offers;
    private final Entitlements entitlements;
    private final CreditSales credits;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration grace;

    protected SubscriptionSettling() {
        this(null, null, null, null, null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param grace how long a subscription stays open after a payment has failed
     */
    @Inject
    SubscriptionSettling(
            SubscriptionGateway stripe,
            SubscriptionRows rows,
            OrderRows orders,
            OfferRows offers,
            Entitlements entitlements,
            CreditSales credits,
            Outbox outbox,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "lyceum.subscriptions.grace", defaultValue = "P7D")
                    Duration grace) {
        this.stripe = stripe;
        this.rows = rows;
        this.orders = orders;
        this.offers = offers;
        this.entitlements = entitlements;
        this.credits = credits;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.grace = grace;
    }

    /**
     * Asks Stripe and applies what it says.
     *
     * @throws Problem PAYMENT_UNREACHABLE and others; it is tried again by itself
     */
    public void settle(UUID id) {
        StripeChecks.Asked asked = transactions.call(() -> rows.checks().ask(id));
        Optional<Subscription> found = transactions.call(() -> rows.find(id));
        if (found.isEmpty()) {
            return;
        }
        try {
            Subscription subscription = found.get();
            Subscribed subscribed =
                    stripe.subscribed(
                            subscription.stripe(),
                            invoice -> transactions.call(() -> orders.knowsInvoice(invoice)));
            if (subscription.person().isEmpty() && subscribed.state() != Subscribed.State.ENDED) {
                // Who was erased pays nothing more.
                stripe.end(subscription.stripe());
                subscribed = stripe.subscribed(subscription.stripe(), invoice -> true);
            } else if (endsByItself(subscription, subscribed)) {
                stripe.endAfter(subscription.stripe(), subscription.payments().get());
            }
            Subscribed now = subscribed;
            transactions.run(() -> apply(id, now, asked));
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

    /** Tells whether Stripe has still to be told when the last instalment is paid. */
    private static boolean endsByItself(Subscription subscription, Subscribed subscribed) {
        return subscription.kind() == Offer.Kind.INSTALMENTS
                && subscribed.endsAt().isEmpty()
                && subscribed.state() != Subscribed.State.ENDED;
    }

    /** Notes that a subscription is for another offer from now on. */
    public void changed(UUID id, Offer offer, String title) {
        Subscription before = rows.lock(id);
        offers.giveBack(before.offer(), 1);
        // Who changes while the last place is taken has it all the same: Stripe has agreed.
        offers.take(offer.id(), 1);
        rows.change(id, offer, title);
        Subscription after = rows.find(id).orElseThrow();
        after.person()
                .filter(person -> after.open(clock.instant()))
                .ifPresent(
                        person -> {
                            entitlements.grant(after, person);
                            credits.stands(after, person, true);
                        });
    }

    private void apply(UUID id, Subscribed subscribed, StripeChecks.Asked asked) {
        Subscription before = rows.lock(id);
        Instant now = clock.instant();
        subscribed
                .invoices()
                .forEach(
                        invoice ->
                                orders.addPayment(before, invoice)
                                        .ifPresent(
                                                order -> {
                                                    credits.promise(before, invoice, order);
                                                    orders.checks().told(order);
                                                }));
        int paid = orders.paymentsOf(before);
        Optional<Instant> graceUntil = openUntil(before, subscribed);
        Status status = status(before, subscribed, paid, graceUntil);
        rows.stands(id, status, subscribed, paid, graceUntil, now);
        Subscription after = rows.find(id).orElseThrow();
        after.person().ifPresent(person -> open(before, after, person, subscribed.moment()));
        rows.checks().at(id, next(after, now), asked);
    }

    /** A payment that failed leaves some days; a pause leaves what was paid for. */
    private Optional<Instant> openUntil(Subscription before, Subscribed at) {
        if (at.paused()) {
            return before.status() == Status.PAUSED ? before.graceUntil() : at.periodEnd();
        }
        return at.unpaidSince().map(since -> since.plus(grace));
    }

    private static Status status(
            Subscription before, Subscribed at, int paid, Optional<Instant> graceUntil) {
        if (before.payments().filter(all -> paid >= all).isPresent()) {
            return Status.PAID_OFF;
        }
        boolean inGrace = graceUntil.filter(at.moment()::isBefore).isPresent();
        return switch (at.state()) {
            case TRIAL -> Status.TRIAL;
            case ACTIVE -> at.paused() ? Status.PAUSED : Status.ACTIVE;
            case PAST_DUE -> inGrace ? Status.GRACE : Status.UNPAID;
            case UNPAID -> Status.UNPAID;
            case ENDED -> Status.ENDED;
        };
    }

    private void open(Subscription before, Subscription after, PersonId person, Instant now) {
        if (after.open(now)) {
            entitlements.grant(after, person);
        } else {
            entitlements.end(after);
        }
        credits.stands(after, person, after.open(now));
        if (before.status() == after.status()) {
            return;
        }
        switch (after.status()) {
            case GRACE, UNPAID -> {
                if (before.status() != Status.GRACE) {
                    tell(
                            new SubscriptionPastDue(
                                    after.id(), person.value(), after.offer().value()));
                }
            }
            case ENDED -> {
                offers.giveBack(after.offer(), 1);
                tell(new SubscriptionEnded(after.id(), person.value(), after.offer().value()));
            }
            case TRIAL, ACTIVE, PAUSED, PAID_OFF -> {}
        }
    }

    private void tell(Event event) {
        outbox.publish(event);
    }

    private static Optional<Instant> next(Subscription after, Instant now) {
        return switch (after.status()) {
            case ENDED, PAID_OFF -> Optional.empty();
            case GRACE, PAUSED -> Optional.of(now.plus(HOUR));
            case UNPAID -> Optional.of(now.plus(HOUR.multipliedBy(12)));
            case TRIAL, ACTIVE -> {
                Instant end = after.periodEnd().orElse(now).plus(HOUR);
                Instant least = now.plus(HOUR);
                Instant most = now.plus(LONGEST);
                yield Optional.of(end.isBefore(least) ? least : end.isAfter(most) ? most : end);
            }
        };
    }
}
