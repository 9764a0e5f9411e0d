package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Subscription;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of subscriptions, in the caller's transaction. */
@ApplicationScoped
public class SubscriptionRows {

    /** After which time Stripe is asked again to end what is of nobody. */
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

    private static final String COLUMNS =
            """
            s.id, s.person_id, s.offer_id, s.product_id, s.order_id, s.title, s.kind, s.status, s.subscription_id,
            s.customer_id, s.currency, s.price_minor, s.period, s.payments, s.paid_payments, s.period_end,
            s.trial_end, s.ends_at, s.grace_until, s.fee_basis_points, s.last_error, s.created_at, s.ended_at
            """;

    private static final String SELECT =
            "select " + COLUMNS + " from subscription s where s.tenant_id = :tenant ";

    private final Sql sql;
    private final Clock clock;
    private final StripeChecks checks;

    protected SubscriptionRows() {
        this(null, null, null);
    }

    @Inject
    SubscriptionRows(Sql sql, Clock clock, DueSchools due) {
        this.sql = sql;
        this.clock = clock;
        this.checks = new StripeChecks(sql, clock, due, "subscription", SubscriptionLane.LANE);
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.uuid("id"),
                row.optionalUuid("person_id").map(PersonId::new),
                new OfferId(row.uuid("offer_id")),
                new ProductId(row.uuid("product_id")),
                row.uuid("order_id"),
                row.text("title"),
                row.constant("kind", Offer.Kind.class),
                row.constant("status", Subscription.Status.class),
                row.text("subscription_id"),
                row.text("customer_id"),
                row.text("currency"),
                row.number("price_minor"),
                row.constant("period", Offer.Period.class),
                row.optionalInteger("payments"),
                row.integer("paid_payments"),
                row.optionalInstant("period_end"),
                row.optionalInstant("trial_end"),
                row.optionalInstant("ends_at"),
                row.optionalInstant("grace_until"),
                row.integer("fee_basis_points"),
                row.text("last_error"),
                row.instant("created_at"),
                row.optionalInstant("ended_at"));
    }

    /** A subscription with its subscriber. */
    public record Line(Subscription subscription, String name, String email) {}

    public List<Line> list(
            Optional<Subscription.Status> status,
            String query,
            Optional<String> cursor,
            int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                , coalesce(p.name, '') as name, coalesce(p.email, '') as email
                                from subscription s
                                left join person p on p.tenant_id = :tenant and p.id = s.person_id
                                where s.tenant_id = :tenant
                                and (cast(:status as text) is null or s.status = :status)
                                and (:query = ''
                                    or position(lower(:query) in lower(s.title)) > 0
                                    or position(lower(:query) in lower(p.name)) > 0
                                    or position(lower(:query) in lower(p.email)) > 0)
                                and (cast(:at as timestamptz) is null or (s.created_at, s.id) < (:at, :after))
                                order by s.created_at desc, s.id desc
                                limit :limit
                                """)
                .set("status", status.map(Enum::name).orElse(null))
                .set("query", query.strip())
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(row -> new Line(subscription(row), row.text("name"), row.text("email")));
    }

    public List<Subscription> of(PersonId person) {
        return sql.query(SELECT + "and s.person_id = :person order by s.created_at desc limit 100")
                .set("person", person.value())
                .list(SubscriptionRows::subscription);
    }

    public Optional<Subscription> find(UUID id) {
        return sql.query(SELECT + "and s.id = :id")
                .set("id", id)
                .first(SubscriptionRows::subscription);
    }

    public Optional<Subscription> ofOrder(UUID order) {
        return sql.query(SELECT + "and s.order_id = :order")
                .set("order", order)
                .first(SubscriptionRows::subscription);
    }

    /** Reads a subscription that nobody else changes until the transaction ends. */
    Subscription lock(UUID id) {
        return sql.query(SELECT + "and s.id = :id for no key update")
                .set("id", id)
                .first(SubscriptionRows::subscription)
                .orElseThrow();
    }

    /** Notes that a subscription has begun; Stripe is asked about it soon. */
    Subscription insert(Order order, Offer offer, StripeGateway.Started started) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into subscription
                            (tenant_id, id, person_id, offer_id, product_id, order_id, title, kind, status,
                             subscription_id, customer_id, currency, price_minor, period, payments,
                             fee_basis_points, created_at)
                        values (:tenant, :id, cast(:person as uuid), :offer, :product, :order, :title, :kind,
                            :status, :stripe, :customer, :currency, :price, :period, cast(:payments as integer),
                            :fee, :now)
                        """)
                .set("id", id)
                .set("person", order.person().map(PersonId::value).orElse(null))
                .set("offer", offer.id().value())
                .set("product", offer.product().value())
                .set("order", order.id())
                .set("title", order.title())
                .set("kind", offer.kind())
                .set(
                        "status",
                        offer.trialDays() > 0
                                ? Subscription.Status.TRIAL
                                : Subscription.Status.ACTIVE)
                .set("stripe", started.subscription())
                .set("customer", started.customer())
                .set("currency", order.currency())
                .set("price", order.listMinor() - order.discountMinor())
                .set("period", offer.period().orElseThrow())
                .set("payments", offer.payments().orElse(null))
                .set("fee", order.feeBasisPoints())
                .set("now", now)
                .run();
        checks.told(id);
        return find(id).orElseThrow();
    }

    /** When Stripe is asked about them. */
    StripeChecks checks() {
        return checks;
    }

    /** Has those be looked at that are of nobody any more and still paid. */
    void tellOfNobody() {
        sql.query(
                        """
                        select id
                        from subscription
                        where tenant_id = :tenant and person_id is null and status not in ('ENDED', 'PAID_OFF')
                          and coalesce(told_at, created_at) < :before
                        limit 100
                        """)
                .set("before", clock.instant().minus(ASKED_AGAIN))
                .list(row -> row.uuid("id"))
                .forEach(checks::told);
    }

    /** Notes how a subscription stands. */
    void stands(
            UUID id,
            Subscription.Status status,
            Subscribed subscribed,
            int paidPayments,
            Optional<Instant> graceUntil,
            Instant now) {
        boolean over =
                status == Subscription.Status.ENDED || status == Subscription.Status.PAID_OFF;
        sql.update(
                        """
                        update subscription
                        set status = :status, price_minor = :price, period_end = cast(:end as timestamptz),
                            trial_end = cast(:trial as timestamptz), ends_at = cast(:ends as timestamptz),
                            grace_until = cast(:grace as timestamptz), paid_payments = :paid,
                            ended_at = coalesce(ended_at, cast(:ended as timestamptz)), last_error = '',
                            version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("status", status)
                .set("price", subscribed.priceMinor())
                .set("end", subscribed.periodEnd().orElse(null))
                .set("trial", subscribed.trialEnd().orElse(null))
                .set("ends", subscribed.endsAt().orElse(null))
                .set("grace", graceUntil.orElse(null))
                .set("paid", paidPayments)
                .set("ended", over ? now : null)
                .set("id", id)
                .run();
    }

    /** Notes that a subscription is for another offer from now on. */
    void change(UUID id, Offer offer, String title) {
        sql.update(
                        """
                        update subscription
                        set offer_id = :offer, product_id = :product, title = :title, price_minor = :price,
                            period = :period, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("offer", offer.id().value())
                .set("product", offer.product().value())
                .set("title", title)
                .set("price", offer.priceMinor())
                .set("period", offer.period().orElseThrow())
                .set("id", id)
                .run();
    }

    public Optional<String> customer(PersonId person) {
        return sql.query(
                        """
                        select customer_id
                        from payment_customer
                        where tenant_id = :tenant and person_id = :person
                        """)
                .set("person", person.value())
                .first(row -> row.text("customer_id"));
    }

    /** Notes who somebody is at Stripe; answers who they were if that is known already. */
    String customer(PersonId person, String customer) {
        sql.update(
                        """
                        insert into payment_customer (tenant_id, id, person_id, customer_id)
                        values (:tenant, gen_random_uuid(), :person, :customer)
                        on conflict (tenant_id, person_id) do nothing
                        """)
                .set("person", person.value())
                .set("customer", customer)
                .run();
        return customer(person).orElseThrow();
    }
}
