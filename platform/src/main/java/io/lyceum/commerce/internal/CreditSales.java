package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Products;
import io.lyceum.commerce.Subscription;
import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.Credits;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives the AI credits that were paid for and takes them away, in the caller's transaction. Of each
 * order they come once, whoever says so and however often.
 */
@ApplicationScoped
class CreditSales {

    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int LONGEST_NOTE = 200;

    /** A renewal is known a little after the period before is over. */
    private static final Duration BETWEEN_PERIODS = Duration.ofDays(1);

    private final Sql sql;
    private final Clock clock;
    private final Credits credits;
    private final Products products;
    private final OfferRows offers;
    private final SubscriptionRows subscriptions;

    protected CreditSales() {
        this(null, null, null, null, null, null);
    }

    @Inject
    CreditSales(
            Sql sql,
            Clock clock,
            Credits credits,
            Products products,
            OfferRows offers,
            SubscriptionRows subscriptions) {
        this.subscriptions = subscriptions;
        this.sql = sql;
        this.clock = clock;
        this.credits = credits;
        this.products = products;
        this.offers = offers;
    }

    /**
     * Notes how many credits a later payment of a subscription brings once it is settled: those of
     * a period. What a change within a period adds is known when that payment is settled.
     */
    void promise(Subscription subscription, Subscribed.Invoice invoice, UUID order) {
        if (subscription.kind() != Offer.Kind.SUBSCRIPTION) {
            return;
        }
        note(
                order,
                Optional.of(subscription.id()),
                invoice.period() ? Optional.of(ofPeriod(subscription)) : Optional.empty());
    }

    private long ofPeriod(Subscription subscription) {
        return ofPeriod(subscription.product(), Optional.of(subscription.period()));
    }

    private long ofPeriod(ProductId product, Optional<Offer.Period> period) {
        long credits = products.byId(product).credits().orElse(0);
        return period.equals(Optional.of(Offer.Period.YEAR)) ? credits * MONTHS_OF_A_YEAR : credits;
    }

    /**
     * Decides what a change within a period brings: what its subscriber has more of now than what
     * has come in this period.
     */
    private void decide(Order order, Subscription subscription) {
        sql.update(
                        """
                        update credit_sale s
                        set credits = greatest(0, :all - (
                            select coalesce(sum(o.credits), 0)
                            from credit_sale o
                            where o.tenant_id = :tenant and o.created_at <= s.created_at
                              and (o.subscription_id = :subscription or o.order_id = :first)
                              and o.created_at >= (
                                select max(p.created_at)
                                from credit_sale p
                                where p.tenant_id = :tenant and p.period and p.created_at <= s.created_at
                                  and (p.subscription_id = :subscription or p.order_id = :first))))
                        where s.tenant_id = :tenant and s.order_id = :order and s.credits is null
                        """)
                .set("all", ofPeriod(subscription))
                .set("subscription", subscription.id())
                .set("first", subscription.order())
                .set("order", order.id())
                .run();
    }

    private void note(UUID order, Optional<UUID> subscription, Optional<Long> brings) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into credit_sale
                            (tenant_id, id, order_id, subscription_id, credits, period, created_at)
                        values (:tenant, :id, :order, cast(:subscription as uuid), cast(:credits as bigint), :period,
                            :now)
                        on conflict (tenant_id, order_id) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("order", order)
                .set("subscription", subscription.orElse(null))
                .set("credits", brings.orElse(null))
                .set("period", brings.isPresent())
                .set("now", now)
                .run();
    }

    /** Gives the credits of an order that was paid, or for which nothing had to be paid. */
    void give(Order order, PersonId person) {
        if (order.forOthers()) {
            return;
        }
        if (order.subscription().isEmpty()) {
            note(order.id(), Optional.empty(), Optional.of(ofFirst(order)));
        } else {
            order.subscription().flatMap(subscriptions::find).ifPresent(of -> decide(order, of));
        }
        long brings = noted(order.id());
        if (brings > 0) {
            CreditHolder holder = CreditHolder.of(person);
            credits.grant(holder, brings, standing(holder, order.id()), note(order));
        }
    }

    /** A trial, or a first payment that a coupon has paid, brings none of a subscription. */
    private long ofFirst(Order order) {
        long extra =
                order.extra().map(taken -> ofPeriod(taken.product(), Optional.empty())).orElse(0L);
        return extra + (order.product().isPresent() ? ofMain(order) : 0);
    }

    private long ofMain(Order order) {
        Offer offer = offers.find(order.offer().orElseThrow()).orElseThrow();
        if (offer.kind() != Offer.Kind.ONCE && order.totalMinor() == 0) {
            return 0;
        }
        return ofPeriod(
                order.product().orElseThrow(),
                offer.kind() == Offer.Kind.SUBSCRIPTION ? offer.period() : Optional.empty());
    }

    private long noted(UUID order) {
        return sql.query(
                        """
                        select credits
                        from credit_sale
                        where tenant_id = :tenant and order_id = :order
                        """)
                .set("order", order)
                .first(row -> row.optionalNumber("credits").orElse(0L))
                .orElse(0L);
    }

    /** What the books of credits call what came with an order and was not taken back. */
    private String standing(CreditHolder holder, UUID order) {
        String source = "order:" + order;
        for (int again = 2; credits.takenBack(holder, source); again++) {
            source = "order:" + order + "/" + again;
        }
        return source;
    }

    private static String note(Order order) {
        return order.title().substring(0, Math.min(LONGEST_NOTE, order.title().length()));
    }

    /** Gives again what was taken: the money is not with the buyer after all. */
    void giveAgain(Order order) {
        order.person().ifPresent(person -> give(order, person));
    }

    /** Takes back what is left of the credits of an order. */
    void take(Order order) {
        if (noted(order.id()) > 0) {
            order.person()
                    .map(CreditHolder::of)
                    .ifPresent(holder -> credits.takeBack(holder, standing(holder, order.id())));
        }
    }

    /**
     * Has nothing be counted while a subscription is open to somebody.
     *
     * @param open whether it is
     */
    void stands(Subscription subscription, PersonId person, boolean open) {
        CreditHolder holder = CreditHolder.of(person);
        String source = "subscription:" + subscription.id();
        Product product = products.byId(subscription.product());
        if (open && product.unlimitedCredits()) {
            until(subscription).ifPresent(end -> credits.unlimited(holder, end, source));
        } else {
            credits.endUnlimited(holder, source);
        }
    }

    private static Optional<Instant> until(Subscription subscription) {
        return switch (subscription.status()) {
            case GRACE, PAUSED -> subscription.graceUntil();
            case TRIAL, ACTIVE ->
                    subscription
                            .endsAt()
                            .or(() -> subscription.periodEnd().map(e -> e.plus(BETWEEN_PERIODS)));
            case UNPAID, PAID_OFF, ENDED -> Optional.empty();
        };
    }
}
