package io.lyceum.commerce.internal;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.PlanPayment;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rows of what the current school pays for its plan, in the caller's transaction. */
@ApplicationScoped
public class PlanSubscriptionRows {

    private static final String SELECT =
            """
            select id, plan_id, period, status, currency, price_minor, customer_id, session_id, checkout_url,
                subscription_id, period_end, ends_at, grace_until, last_error, created_at, ended_at
            from plan_subscription
            where tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;
    private final StripeChecks checks;
    private final Duration firstCheck;

    protected PlanSubscriptionRows() {
        this(null, null, null, Duration.ZERO);
    }

    /**
     * @param firstCheck after which time Stripe is asked about a new checkout
     */
    @Inject
    PlanSubscriptionRows(
            Sql sql,
            Clock clock,
            DueSchools due,
            @ConfigProperty(name = "lyceum.payments.check", defaultValue = "PT2M")
                    Duration firstCheck) {
        this.sql = sql;
        this.clock = clock;
        this.checks = new StripeChecks(sql, clock, due, "plan_subscription", PlanLane.LANE);
        this.firstCheck = firstCheck;
    }

    private static PlanSubscription subscription(Row row) {
        return new PlanSubscription(
                row.uuid("id"),
                row.uuid("plan_id"),
                row.constant("period", Offer.Period.class),
                row.constant("status", PlanSubscription.Status.class),
                row.text("currency"),
                row.number("price_minor"),
                row.optionalText("customer_id"),
                row.optionalText("session_id"),
                row.optionalText("checkout_url"),
                row.optionalText("subscription_id"),
                row.optionalInstant("period_end"),
                row.optionalInstant("ends_at"),
                row.optionalInstant("grace_until"),
                row.text("last_error"),
                row.instant("created_at"),
                row.optionalInstant("ended_at"));
    }

    /** The one that counts, or else the latest. */
    public Optional<PlanSubscription> latest() {
        return sql.query(
                        SELECT
                                + """
                                order by status in ('PENDING', 'ACTIVE', 'GRACE', 'UNPAID') desc,
                                    status = 'ENDED' desc, created_at desc, id desc
                                limit 1
                                """)
                .first(PlanSubscriptionRows::subscription);
    }

    Optional<PlanSubscription> find(UUID id) {
        return sql.query(SELECT + "and id = :id")
                .set("id", id)
                .first(PlanSubscriptionRows::subscription);
    }

    /** Reads one that nobody else changes until the transaction ends. */
    PlanSubscription lock(UUID id) {
        return sql.query(SELECT + "and id = :id for no key update")
                .set("id", id)
                .first(PlanSubscriptionRows::subscription)
                .orElseThrow();
    }

    /** Begins to pay for a plan; answers what is under way already. */
    public PlanSubscription begin(Plan plan, Offer.Period period, long priceMinor) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into plan_subscription
                            (tenant_id, id, plan_id, period, currency, price_minor, status, customer_id, created_at)
                        values (:tenant, :id, :plan, :period, :currency, :price, 'PENDING', (
                            select c.customer_id
                            from plan_subscription c
                            where c.tenant_id = :tenant and c.customer_id is not null
                            order by c.created_at desc
                            limit 1), :now)
                        on conflict do nothing
                        """)
                .set("id", Ids.at(now))
                .set("plan", plan.id())
                .set("period", period)
                .set("currency", plan.currency())
                .set("price", priceMinor)
                .set("now", now)
                .run();
        return latest().orElseThrow();
    }

    public void customer(UUID id, String customer) {
        sql.update(
                        """
                        update plan_subscription
                        set customer_id = :customer
                        where tenant_id = :tenant and id = :id
                        """)
                .set("customer", customer)
                .set("id", id)
                .run();
    }

    /** Notes where it is paid; Stripe is asked about it after a while. */
    public void attach(UUID id, String session, String url) {
        sql.update(
                        """
                        update plan_subscription
                        set session_id = :session, checkout_url = :url, last_error = '', version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("session", session)
                .set("url", url)
                .set("id", id)
                .run();
        checks.at(id, clock.instant().plus(firstCheck));
    }

    /** Notes that nothing was paid and nothing will be. */
    public void giveUp(UUID id) {
        sql.update(
                        """
                        update plan_subscription
                        set status = 'GIVEN_UP', check_at = null, version = version + 1
                        where tenant_id = :tenant and id = :id and status = 'PENDING'
                        """)
                .set("id", id)
                .run();
    }

    /** Notes which subscription has begun with a checkout. */
    void started(UUID id, String subscription) {
        sql.update(
                        """
                        update plan_subscription
                        set subscription_id = :subscription
                        where tenant_id = :tenant and id = :id
                        """)
                .set("subscription", subscription)
                .set("id", id)
                .run();
    }

    /** Notes how it stands. */
    void stands(
            UUID id,
            PlanSubscription.Status status,
            UUID plan,
            PlanAtStripe at,
            Optional<Instant> graceUntil) {
        boolean over = status == PlanSubscription.Status.ENDED;
        sql.update(
                        """
                        update plan_subscription
                        set status = :status, plan_id = :plan, period = :period, currency = :currency,
                            price_minor = :price, period_end = cast(:end as timestamptz),
                            ends_at = cast(:ends as timestamptz), grace_until = cast(:grace as timestamptz),
                            ended_at = coalesce(ended_at, cast(:ended as timestamptz)), last_error = '',
                            version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("status", status)
                .set("plan", plan)
                .set("period", at.period())
                .set("currency", at.currency())
                .set("price", at.priceMinor())
                .set("end", at.periodEnd().orElse(null))
                .set("ends", at.endsAt().orElse(null))
                .set("grace", graceUntil.orElse(null))
                .set("ended", over ? clock.instant() : null)
                .set("id", id)
                .run();
    }

    /** Notes a payment, once. */
    void paid(UUID id, UUID plan, PlanAtStripe.Invoice invoice) {
        sql.update(
                        """
                        insert into plan_payment
                            (tenant_id, id, plan_subscription_id, plan_id, invoice_id, number, currency, amount_minor,
                             paid_at)
                        values (:tenant, :id, :subscription, :plan, :invoice, :number, :currency, :amount, :at)
                        on conflict (tenant_id, invoice_id) do nothing
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("subscription", id)
                .set("plan", plan)
                .set("invoice", invoice.id())
                .set("number", invoice.number())
                .set("currency", invoice.currency())
                .set("amount", invoice.amountMinor())
                .set("at", invoice.paidAt())
                .run();
        invoice.paymentIntent()
                .ifPresent(
                        intent ->
                                sql.update(
                                                """
                                                insert into payment_school
                                                    (payment_intent_id, school_id, order_id, plan)
                                                values (:intent, :tenant, :order, true)
                                                on conflict (payment_intent_id) do nothing
                                                """)
                                        .set("intent", intent)
                                        .set("order", id)
                                        .run());
    }

    boolean knowsInvoice(String invoice) {
        return sql.query(
                        """
                        select 1 as one
                        from plan_payment
                        where tenant_id = :tenant and invoice_id = :invoice
                        """)
                .set("invoice", invoice)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    boolean wasPaid(UUID id) {
        return sql.query(
                        """
                        select 1 as one
                        from plan_payment
                        where tenant_id = :tenant and plan_subscription_id = :id
                        limit 1
                        """)
                .set("id", id)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    public List<PlanPayment> payments() {
        return sql.query(
                        """
                        select id, plan_id, invoice_id, number, currency, amount_minor, paid_at
                        from plan_payment
                        where tenant_id = :tenant
                        order by paid_at desc, id desc
                        limit 100
                        """)
                .list(
                        row ->
                                new PlanPayment(
                                        row.uuid("id"),
                                        row.uuid("plan_id"),
                                        row.text("invoice_id"),
                                        row.text("number"),
                                        row.text("currency"),
                                        row.number("amount_minor"),
                                        row.instant("paid_at")));
    }

    /** The schools, of all, that have ever paid for a plan. */
    public List<UUID> payers() {
        return sql.query("select distinct school_id from payment_school where plan")
                .list(row -> row.uuid("school_id"));
    }

    /** When Stripe is asked about them. */
    StripeChecks checks() {
        return checks;
    }
}
