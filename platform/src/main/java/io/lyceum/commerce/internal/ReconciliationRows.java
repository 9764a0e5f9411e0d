package io.lyceum.commerce.internal;

import io.lyceum.commerce.Reconciliation;
import io.lyceum.commerce.Reconciliation.Finding;
import io.lyceum.commerce.Reconciliation.Kind;
import io.lyceum.commerce.Reconciliation.Sum;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of comparisons, and what is compared with, in the caller's transaction. */
@ApplicationScoped
public class ReconciliationRows {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_SHOWN = 1000;

    private static final String SELECT =
            """
            select id, status, since, until_at, started_at, finished_at, transactions, events, repaired,
                unexplained, error
            from reconciliation_run
            """;

    private final Sql sql;
    private final Clock clock;

    protected ReconciliationRows() {
        this(null, null);
    }

    @Inject
    ReconciliationRows(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private static Reconciliation run(Row row) {
        return new Reconciliation(
                row.uuid("id"),
                row.constant("status", Reconciliation.Status.class),
                row.instant("since"),
                row.instant("until_at"),
                row.instant("started_at"),
                row.optionalInstant("finished_at"),
                row.integer("transactions"),
                row.integer("events"),
                row.integer("repaired"),
                row.integer("unexplained"),
                row.text("error"));
    }

    public List<Reconciliation> list(Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        SELECT
                                + """
                                where cast(:at as timestamptz) is null or (started_at, id) < (:at, :after)
                                order by started_at desc, id desc
                                limit :limit
                                """)
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(ReconciliationRows::run);
    }

    public Optional<Reconciliation> find(UUID id) {
        return sql.query(SELECT + "where id = :id").set("id", id).first(ReconciliationRows::run);
    }

    /** Finds the latest one, whatever became of it. */
    Optional<Reconciliation> latest() {
        return list(Optional.empty(), 1).stream().findFirst();
    }

    /** Until when everything was compared. */
    Optional<Instant> compared() {
        return sql.query(
                        """
                        select max(until_at) as compared from reconciliation_run where status = 'DONE'
                        """)
                .first(row -> row.optionalInstant("compared"))
                .flatMap(at -> at);
    }

    /** Begins one; those that did not come to their end will not, and old ones are forgotten. */
    Reconciliation begin(Instant since) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update reconciliation_run
                        set status = 'FAILED', finished_at = :now, error = 'it was interrupted'
                        where status = 'RUNNING'
                        """)
                .set("now", now)
                .run();
        sql.update("delete from reconciliation_run where started_at < :old")
                .set("old", now.minus(KEPT))
                .run();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into reconciliation_run (id, status, since, until_at, started_at)
                        values (:id, 'RUNNING', :since, :since, :now)
                        """)
                .set("id", id)
                .set("since", since)
                .set("now", now)
                .run();
        return find(id).orElseThrow();
    }

    void failed(UUID id, String error) {
        sql.update(
                        """
                        update reconciliation_run
                        set status = 'FAILED', finished_at = :now, error = :error
                        where id = :id
                        """)
                .set("now", clock.instant())
                .set("error", error)
                .set("id", id)
                .run();
    }

    /** Notes the end of one; what it found was noted before. */
    void done(UUID id, Instant until, int transactions, int events) {
        sql.update(
                        """
                        update reconciliation_run
                        set status = 'DONE', finished_at = :now, until_at = :until, transactions = :transactions,
                            events = :events,
                            repaired = (select count(*) from reconciliation_finding
                                where run_id = :id and kind <> 'UNEXPLAINED'),
                            unexplained = (select count(*) from reconciliation_finding
                                where run_id = :id and kind = 'UNEXPLAINED')
                        where id = :id
                        """)
                .set("now", clock.instant())
                .set("until", until)
                .set("transactions", transactions)
                .set("events", events)
                .set("id", id)
                .run();
    }

    void sum(
            UUID run,
            Optional<UUID> school,
            String currency,
            int transactions,
            long stripe,
            long ledger) {
        sql.update(
                        """
                        insert into reconciliation_sum
                            (run_id, id, school_id, currency, transactions, stripe_minor, ledger_minor)
                        values (:run, :id, cast(:school as uuid), :currency, :transactions, :stripe, :ledger)
                        """)
                .set("run", run)
                .set("id", Ids.at(clock.instant()))
                .set("school", school.orElse(null))
                .set("currency", currency)
                .set("transactions", transactions)
                .set("stripe", stripe)
                .set("ledger", ledger)
                .run();
    }

    /**
     * Something to note.
     *
     * @param stripeMinor at Stripe; null if it is not there or of no amount
     */
    record Found(
            Kind kind,
            String stripeId,
            String type,
            Optional<UUID> order,
            @Nullable String currency,
            @Nullable Long stripeMinor,
            @Nullable Long ledgerMinor,
            String detail) {}

    void found(UUID run, Optional<UUID> school, Found found) {
        sql.update(
                        """
                        insert into reconciliation_finding
                            (run_id, id, school_id, kind, stripe_id, type, order_id, currency, stripe_minor,
                             ledger_minor, detail)
                        values (:run, :id, cast(:school as uuid), :kind, :stripe_id, :type, cast(:order as uuid),
                            cast(:currency as text), cast(:stripe as bigint), cast(:ledger as bigint), :detail)
                        """)
                .set("run", run)
                .set("id", Ids.at(clock.instant()))
                .set("school", school.orElse(null))
                .set("kind", found.kind())
                .set("stripe_id", found.stripeId())
                .set("type", found.type())
                .set("order", found.order().orElse(null))
                .set("currency", found.currency())
                .set("stripe", found.stripeMinor())
                .set("ledger", found.ledgerMinor())
                .set("detail", found.detail())
                .run();
    }

    public List<Sum> sums(UUID run) {
        return sql.query(
                        """
                        select coalesce(s.name, '') as name, coalesce(s.slug, '') as slug, r.currency,
                            r.transactions, r.stripe_minor, r.ledger_minor
                        from reconciliation_sum r
                        left join school s on s.id = r.school_id
                        where r.run_id = :run
                        order by r.stripe_minor = r.ledger_minor, s.name nulls last, r.currency
                        """)
                .set("run", run)
                .list(
                        row ->
                                new Sum(
                                        row.text("name"),
                                        row.text("slug"),
                                        row.text("currency"),
                                        row.integer("transactions"),
                                        row.number("stripe_minor"),
                                        row.number("ledger_minor")));
    }

    public List<Finding> findings(UUID run) {
        return sql.query(
                        """
                        select f.kind, coalesce(s.name, '') as name, coalesce(s.slug, '') as slug, f.stripe_id,
                            f.type, f.order_id, f.currency, f.stripe_minor, f.ledger_minor, f.detail
                        from reconciliation_finding f
                        left join school s on s.id = f.school_id
                        where f.run_id = :run
                        order by f.kind desc, f.id
                        limit :most
                        """)
                .set("run", run)
                .set("most", MOST_SHOWN)
                .list(
                        row ->
                                new Finding(
                                        row.constant("kind", Kind.class),
                                        row.text("name"),
                                        row.text("slug"),
                                        row.text("stripe_id"),
                                        row.text("type"),
                                        row.optionalUuid("order_id"),
                                        row.optionalText("currency"),
                                        row.optionalNumber("stripe_minor"),
                                        row.optionalNumber("ledger_minor"),
                                        row.text("detail")));
    }

    /** Which payments are of schools for their plans: they stand in nobody's books. */
    Set<String> ofPlans(Collection<String> intents) {
        return new HashSet<>(
                sql.query(
                                """
                                select payment_intent_id
                                from payment_school
                                where plan and payment_intent_id = any(:intents)
                                """)
                        .set("intents", intents.toArray(String[]::new))
                        .list(row -> row.text("payment_intent_id")));
    }

    /** Of which orders payments are; those of unknown ones are missing. */
    Map<String, PaymentEventRows.Whose> whose(Collection<String> intents) {
        Map<String, PaymentEventRows.Whose> whose = new HashMap<>();
        sql.query(
                        """
                        select payment_intent_id, school_id, order_id
                        from payment_school
                        where payment_intent_id = any(:intents)
                        """)
                .set("intents", intents.toArray(String[]::new))
                .list(
                        row ->
                                whose.put(
                                        row.text("payment_intent_id"),
                                        new PaymentEventRows.Whose(
                                                row.uuid("school_id"),
                                                Optional.of(row.uuid("order_id")))));
        return whose;
    }

    /** The schools that were ever paid. */
    Set<UUID> paidSchools() {
        return new HashSet<>(
                sql.query("select distinct school_id from payment_school where not plan")
                        .list(row -> row.uuid("school_id")));
    }

    /** Lists schools that were paid, in the order of their ids. */
    public List<UUID> paidSchools(Optional<UUID> after, int limit) {
        return sql.query(
                        """
                        select distinct school_id
                        from payment_school
                        where cast(:after as uuid) is null or school_id > cast(:after as uuid)
                        order by school_id
                        limit :limit
                        """)
                .set("after", after.orElse(null))
                .set("limit", limit)
                .list(row -> row.uuid("school_id"));
    }

    /** Which messages of the current school are kept already. */
    Set<String> kept(Collection<String> events) {
        return new HashSet<>(
                sql.query(
                                """
                                select event_id
                                from payment_event
                                where tenant_id = :tenant and event_id = any(:events)
                                """)
                        .set("events", events.toArray(String[]::new))
                        .list(row -> row.text("event_id")));
    }

    /**
     * What is posted about Stripe's balance in the current school's books.
     *
     * @param source as the books name it
     */
    record Posted(String source, String currency, long minor, Optional<UUID> order) {}

    private static Posted posted(Row row) {
        return new Posted(
                row.text("source"),
                row.text("currency"),
                row.number("minor"),
                row.optionalUuid("order_id"));
    }

    List<Posted> posted(Collection<String> sources) {
        return sql.query(
                        """
                        select p.source, p.order_id, l.currency, cast(sum(l.amount_minor) as bigint) as minor
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        where p.tenant_id = :tenant
                          and p.source = any(:sources)
                          and l.account = 'STRIPE_BALANCE'
                        group by p.source, p.order_id, l.currency
                        """)
                .set("sources", sources.toArray(String[]::new))
                .list(ReconciliationRows::posted);
    }

    /** What the books say has happened in a time, but for what Stripe says too. */
    List<Posted> postedBesides(Collection<String> sources, Instant from, Instant until) {
        return sql.query(
                        """
                        select p.source, p.order_id, l.currency, cast(sum(l.amount_minor) as bigint) as minor
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        where p.tenant_id = :tenant
                          and p.occurred_at >= :from
                          and p.occurred_at < :until
                          and p.kind in ('SALE', 'REFUND', 'DISPUTE', 'DISPUTE_WON')
                          and not p.source = any(:sources)
                          and l.account = 'STRIPE_BALANCE'
                        group by p.source, p.order_id, l.currency
                        """)
                .set("from", from)
                .set("until", until)
                .set("sources", sources.toArray(String[]::new))
                .list(ReconciliationRows::posted);
    }
}
