package io.lyceum.commerce.internal;

import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Disputes;
import io.lyceum.commerce.Order;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of disputes, in the caller's transaction. */
@ApplicationScoped
public class DisputeRows {

    private static final String COLUMNS =
            """
            d.id, d.order_id, d.dispute_id, d.reason, d.status, d.currency, d.amount_minor, d.due_at,
            d.opened_at, d.closed_at
            """;

    private final Sql sql;

    protected DisputeRows() {
        this(null);
    }

    @Inject
    DisputeRows(Sql sql) {
        this.sql = sql;
    }

    private static Dispute dispute(Row row) {
        return new Dispute(
                row.uuid("id"),
                row.uuid("order_id"),
                row.text("dispute_id"),
                row.text("reason"),
                row.constant("status", Dispute.Status.class),
                row.text("currency"),
                row.number("amount_minor"),
                row.optionalInstant("due_at"),
                row.instant("opened_at"),
                row.optionalInstant("closed_at"));
    }

    public List<Dispute> of(UUID order) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from sales_dispute d
                                where d.tenant_id = :tenant and d.order_id = :order
                                order by d.opened_at, d.id
                                """)
                .set("order", order)
                .list(DisputeRows::dispute);
    }

    public List<Disputes.Line> list(
            Set<Dispute.Status> statuses, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                , o.title, o.number, coalesce(p.name, '') as buyer,
                                    coalesce(p.email, '') as email
                                from sales_dispute d
                                join sales_order o on o.tenant_id = :tenant and o.id = d.order_id
                                left join person p on p.tenant_id = :tenant and p.id = o.person_id
                                where d.tenant_id = :tenant
                                  and (:all or d.status = any(:statuses))
                                  and (cast(:at as timestamptz) is null
                                    or (d.opened_at, d.id) < (:at, :after))
                                order by d.opened_at desc, d.id desc
                                limit :limit
                                """)
                .set("all", statuses.isEmpty())
                .set("statuses", statuses.stream().map(Enum::name).toArray(String[]::new))
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(
                        row ->
                                new Disputes.Line(
                                        dispute(row),
                                        row.text("title"),
                                        row.optionalNumber("number"),
                                        row.text("buyer"),
                                        row.text("email")));
    }

    public long waiting() {
        return sql.query(
                        """
                        select count(*) as waiting
                        from sales_dispute
                        where tenant_id = :tenant and status = 'NEEDS_RESPONSE'
                        """)
                .first(row -> row.number("waiting"))
                .orElse(0L);
    }

    /** Notes how a dispute stands; it gets a row when it is first heard of. */
    UUID keep(Order order, Disputed dispute, Instant now) {
        return sql.query(
                        """
                        insert into sales_dispute
                            (tenant_id, id, order_id, dispute_id, reason, status, currency, amount_minor, due_at,
                             opened_at, closed_at)
                        values (:tenant, :id, :order, :dispute, :reason, :status, :currency, :minor,
                            cast(:due as timestamptz), :at, cast(:closed as timestamptz))
                        on conflict (tenant_id, dispute_id) do update
                        set reason = excluded.reason, status = excluded.status,
                            amount_minor = excluded.amount_minor, due_at = excluded.due_at,
                            closed_at = case when excluded.closed_at is null then null
                                else coalesce(sales_dispute.closed_at, excluded.closed_at) end
                        returning id
                        """)
                .set("id", Ids.at(now))
                .set("order", order.id())
                .set("dispute", dispute.id())
                .set("reason", dispute.reason())
                .set("status", dispute.status())
                .set("currency", dispute.currency())
                .set("minor", dispute.minor())
                .set("due", dispute.due().orElse(null))
                .set("at", dispute.at())
                .set("closed", Dispute.OPEN.contains(dispute.status()) ? null : now)
                .first(row -> row.uuid("id"))
                .orElseThrow();
    }
}
