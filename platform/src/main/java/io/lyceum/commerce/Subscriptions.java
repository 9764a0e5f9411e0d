package io.lyceum.commerce;

import io.lyceum.commerce.internal.SubscriptionGateway;
import io.lyceum.commerce.internal.SubscriptionRows;
import io.lyceum.commerce.internal.SubscriptionSettling;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people of the current school pay again and again. Call it outside of transactions. */
@ApplicationScoped
public class Subscriptions {

    private final SubscriptionRows rows;
    private final SubscriptionSettling settling;
    private final SubscriptionGateway stripe;
    private final Offers offers;
    private final Audit audit;
    private final Transactions transactions;

    protected Subscriptions() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Subscriptions(
            SubscriptionRows rows,
            SubscriptionSettling settling,
            SubscriptionGateway stripe,
            Offers offers,
            Audit audit,
            Transactions transactions) {
        this.rows = rows;
        this.settling = settling;
        this.stripe = stripe;
        this.offers = offers;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A subscription with its subscriber, whose name is empty once they were erased. */
    public record Line(Subscription subscription, String name, String email) {}

    /**
     * Lists subscriptions, the latest first.
     *
     * @param query a part of a title or of a subscriber's name or address; empty for all
     */
    public Slice<Line> list(
            Optional<Subscription.Status> status,
            String query,
            Optional<String> cursor,
            int limit) {
        return transactions.call(
                () ->
                        Slice.of(
                                rows.list(status, query, cursor, limit + 1).stream()
                                        .map(
                                                line ->
                                                        new Line(
                                                                line.subscription(),
                                                                line.name(),
                                                                line.email()))
                                        .toList(),
                                limit,
                                last ->
                                        Cursor.after(
                                                last.subscription().createdAt(),
                                                last.subscription().id())));
    }

    /** Lists what somebody subscribes to or did, the latest first; at most 100. */
    public List<Subscription> of(PersonId person) {
        return transactions.call(() -> rows.of(person));
    }

    /**
     * Reads a subscription of somebody.
     *
     * @throws Problem NOT_FOUND also for one of somebody else
     */
    public Subscription of(PersonId person, UUID id) {
        return transactions
                .call(() -> rows.find(id))
                .filter(found -> found.person().equals(Optional.of(person)))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Reads a subscription.
     *
     * @throws Problem NOT_FOUND
     */
    public Subscription byId(UUID id) {
        return transactions
                .call(() -> rows.find(id))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists what a subscription could be changed to: other subscriptions in the same currency. */
    public List<Offers.Listed> alternatives(Subscription subscription) {
        return offers.onSale().stream()
                .filter(listed -> listed.offer().kind() == Offer.Kind.SUBSCRIPTION)
                .filter(listed -> listed.offer().currency().equals(subscription.currency()))
                .filter(listed -> !listed.offer().id().equals(subscription.offer()))
                .filter(listed -> !listed.offer().soldOut())
                .toList();
    }

    /**
     * Has a subscription end with what is paid for, or go on after all.
     *
     * @throws Problem SUBSCRIPTION_OVER, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Subscription cancel(Subscription subscription, boolean end) {
        requireLive(subscription);
        stripe.endWithPeriod(subscription.stripe(), end);
        return settled(subscription, end ? "subscription.cancelled" : "subscription.kept");
    }

    private static void requireLive(Subscription subscription) {
        if (!subscription.live() || subscription.kind() == Offer.Kind.INSTALMENTS) {
            throw new Problem(PaymentProblem.SUBSCRIPTION_OVER);
        }
    }

    private Subscription settled(Subscription subscription, String done) {
        transactions.run(() -> audit.record(done, "subscription", subscription.id(), Map.of()));
        settling.settle(subscription.id());
        return byId(subscription.id());
    }

    /**
     * Has nothing be paid until its subscriber goes on. What is paid for can be used until then.
     *
     * @throws Problem SUBSCRIPTION_OVER, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Subscription pause(Subscription subscription, boolean paused) {
        requireLive(subscription);
        stripe.pause(subscription.stripe(), paused);
        return settled(subscription, paused ? "subscription.paused" : "subscription.resumed");
    }

    /**
     * Has a subscription be for another offer from now on; what is paid already counts.
     *
     * @throws Problem NOT_FOUND, NOT_ON_SALE, SUBSCRIPTION_OVER, PAYMENT_UNREACHABLE,
     *     PAYMENT_REFUSED
     */
    public Subscription change(Subscription subscription, OfferId id) {
        requireLive(subscription);
        Offers.Listed wanted =
                alternatives(subscription).stream()
                        .filter(listed -> listed.offer().id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new Problem(PaymentProblem.NOT_ON_SALE));
        stripe.change(subscription.stripe(), wanted.item());
        transactions.run(
                () -> settling.changed(subscription.id(), wanted.offer(), wanted.item().title()));
        return settled(subscription, "subscription.changed");
    }

    /**
     * Leads to where somebody changes their card.
     *
     * @param back where they are led afterwards
     * @throws Problem PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public String portal(Subscription subscription, String back) {
        return stripe.portal(subscription.customer(), back);
    }
}
