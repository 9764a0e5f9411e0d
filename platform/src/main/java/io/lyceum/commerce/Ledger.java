package io.lyceum.commerce;

import io.lyceum.commerce.internal.EarningRows;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The books of the current school: double entry, never changed. */
@UseCase
public class Ledger {

    private final Sql sql;
    private final Clock clock;
    private final EarningRows earnings;

    protected Ledger() {
        this(null, null, null);
    }

    @Inject
    Ledger(Sql sql, Clock clock, EarningRows earnings) {
        this.sql = sql;
        this.clock = clock;
        this.earnings = earnings;
    }

    /**
     * One line of a posting.
     *
     * @param minor in minor units; positive for what comes in
     */
    public record Line(LedgerAccount account, String currency, long minor) {}

    /**
     * Lines that belong together; of each currency they add up to zero.
     *
     * @param source what happened, as Stripe names it: it is posted once
     */
    public record Posting(
            Kind kind, String source, Optional<UUID> order, Instant occurredAt, List<Line> lines) {

        public Posting {
            lines = lines.stream().filter(line -> line.minor() != 0).toList();
        }
    }

    /** Why something is posted. */
    public enum Kind {
        SALE,
        REFUND,
        /** Money that could not be given back is there again. */
        REFUND_FAILED,
        /** Money went to the school's account or to a teacher's. */
        TRANSFER,
        /** Money came back from there. */
        TRANSFER_BACK,
        /** Money went from the school's account to its bank. */
        PAYOUT,
        /** The bank sent it back. */
        PAYOUT_FAILED,
        /** A buyer's bank took money back, and Stripe a fee. */
        DISPUTE,
        /** What was disputed is there again. */
        DISPUTE_WON
    }

    /**
     * Posts lines, unless their source was posted before. What an order brings or costs is divided
     * between the school and its teachers with it.
     *
     * @return whether it is new
     */
    public boolean post(Posting posting) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int added =
                sql.update(
                                """
                                insert into ledger_posting
                                    (tenant_id, id, order_id, kind, source, occurred_at, created_at)
                                values (:tenant, :id, cast(:order as uuid), :kind, :source, :at, :now)
                                on conflict (tenant_id, source) do nothing
                                """)
                        .set("id", id)
                        .set("order", posting.order().orElse(null))
                        .set("kind", posting.kind())
                        .set("source", posting.source())
                        .set("at", posting.occurredAt())
                        .set("now", now)
                        .run();
        if (added == 0) {
            return false;
        }
        List<Line> lines = new ArrayList<>(posting.lines());
        lines.addAll(earnings.divide(id, posting));
        for (Line line : lines) {
            if (line.minor() == 0) {
                continue;
            }
            sql.update(
                            """
                            insert into ledger_line (tenant_id, id, posting_id, account, currency, amount_minor)
                            values (:tenant, :id, :posting, :account, :currency, :minor)
                            """)
                    .set("id", Ids.at(now))
                    .set("posting", id)
                    .set("account", line.account())
                    .set("currency", line.currency())
                    .set("minor", line.minor())
                    .run();
        }
        return true;
    }

    /** Reads what was posted about an order, the oldest first. */
    public List<Posting> of(UUID order) {
        Map<UUID, Posting> found = new LinkedHashMap<>();
        sql.query(
                        """
                        select p.id, p.kind, p.source, p.order_id, p.occurred_at, l.account, l.currency,
                            l.amount_minor
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        where p.tenant_id = :tenant and p.order_id = :order
                        order by p.occurred_at, p.id, l.id
                        """)
                .set("order", order)
                .list(row -> found.merge(row.uuid("id"), posting(row), Ledger::joined));
        return List.copyOf(found.values());
    }

    private static Posting posting(Row row) {
        return new Posting(
                row.constant("kind", Kind.class),
                row.text("source"),
                row.optionalUuid("order_id"),
                row.instant("occurred_at"),
                List.of(
                        new Line(
                                row.constant("account", LedgerAccount.class),
                                row.text("currency"),
                                row.number("amount_minor"))));
    }

    private static Posting joined(Posting one, Posting other) {
        List<Line> lines = new ArrayList<>(one.lines());
        lines.addAll(other.lines());
        return new Posting(one.kind(), one.source(), one.order(), one.occurredAt(), lines);
    }

    /** Adds up each account by currency. */
    public List<Line> balances() {
        return sql.query(
                        """
                        select account, currency, cast(sum(amount_minor) as bigint) as minor
                        from ledger_line
                        where tenant_id = :tenant
                        group by account, currency
                        order by currency, account
                        """)
                .list(
                        row ->
                                new Line(
                                        row.constant("account", LedgerAccount.class),
                                        row.text("currency"),
                                        row.number("minor")));
    }
}
