package io.lyceum.commerce.internal;

import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What Stripe has told, in the caller's transaction. */
@ApplicationScoped
public class PaymentEventRows {

    private final Sql sql;
    private final Clock clock;
    private final OrderRows orders;
    private final SubscriptionRows subscriptions;
    private final ConnectedRows accounts;
    private final PlanSubscriptionRows plans;

    protected PaymentEventRows() {
        this(null, null, null, null, null, null);
    }

    @Inject
    PaymentEventRows(
            Sql sql,
            Clock clock,
            OrderRows orders,
            SubscriptionRows subscriptions,
            ConnectedRows accounts,
            PlanSubscriptionRows plans) {
        this.plans = plans;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.sql = sql;
        this.clock = clock;
        this.orders = orders;
    }

    /**
     * Whose something is.
     *
     * @param order about which it is; nothing if it is about an account
     */
    public record Whose(UUID school, Optional<UUID> order) {}

    /** Tells of which school's order or account a message is; nothing of others. */
    public Optional<Whose> whose(StripeGateway.Told told) {
        if (!told.account().isEmpty()) {
            return sql.query("select school_id from account_school where account_id = :account")
                    .set("account", told.account())
                    .first(row -> new Whose(row.uuid("school_id"), Optional.empty()));
        }
        if (told.school().isPresent() && told.order().isPresent()) {
            return sql.query("select id from school where id = :school")
                    .set("school", told.school().get())
                    .first(row -> new Whose(row.uuid("id"), told.order()));
        }
        return sql.query(
                        """
                        select school_id, order_id
                        from payment_school
                        where payment_intent_id = :intent
                        """)
                .set("intent", told.paymentIntent())
                .first(row -> new Whose(row.uuid("school_id"), row.optionalUuid("order_id")));
    }

    /** Keeps a message of the current school and has its order or account looked at. */
    public void keep(StripeGateway.Told told, Optional<UUID> order, String body) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int kept =
                sql.update(
                                """
                                insert into payment_event
                                    (tenant_id, id, event_id, type, order_id, account_id, body, received_at)
                                values (:tenant, :id, :event, :type, cast(:order as uuid), nullif(:account, ''),
                                    :body, :now)
                                on conflict (tenant_id, event_id) do nothing
                                """)
                        .set("id", id)
                        .set("event", told.id())
                        .set("type", told.type())
                        .set("order", order.orElse(null))
                        .set("account", told.account())
                        .set("body", body)
                        .set("now", now)
                        .run();
        if (kept == 1) {
            order.ifPresent(this::told);
            if (!told.account().isEmpty()) {
                accounts.told(told.account());
            }
        }
    }

    private void told(UUID order) {
        orders.checks().told(order);
        plans.checks().told(order);
        subscriptions.ofOrder(order).ifPresent(begun -> subscriptions.checks().told(begun.id()));
    }

    /** Notes that an order stands as its messages until a moment have told. */
    void handled(UUID order, Instant until) {
        sql.update(
                        """
                        update payment_event
                        set handled_at = :now
                        where tenant_id = :tenant and order_id = :order and handled_at is null
                          and received_at <= :until
                        """)
                .set("now", clock.instant())
                .set("order", order)
                .set("until", until)
                .run();
    }
}
