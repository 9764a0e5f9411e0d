package io.lyceum.messaging;

import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The addresses to which the current school sends nothing that nobody asked for. */
@UseCase
public class Suppressions {

    private static final int LONGEST_NOTE = 300;
    private static final String COLUMNS = "id, address, reason, note, created_at";
    private static final String AUDITED = "mail_suppression";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected Suppressions() {
        this(null, null, null);
    }

    @Inject
    Suppressions(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Lists them, last added first.
     *
     * @param query a part of the address; empty for all
     */
    public Slice<Suppression> list(String query, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<Suppression> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                         from mail_suppression
                                        where tenant_id = :tenant
                                          and position(:query in address) > 0
                                          and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :after))
                                        order by created_at desc, id desc
                                        limit :limit
                                        """)
                        .set("query", normal(query))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Suppressions::suppression);
        return Slice.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    private static Suppression suppression(Row row) {
        return new Suppression(
                row.uuid("id"),
                row.text("address"),
                row.constant("reason", Suppression.Reason.class),
                row.text("note"),
                row.instant("created_at"));
    }

    private static String normal(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** Finds one by its address. */
    public Optional<Suppression> find(String address) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + " from mail_suppression where tenant_id = :tenant and address = :address")
                .set("address", normal(address))
                .first(Suppressions::suppression);
    }

    /**
     * Has nothing sent to an address from now on.
     *
     * @param reason not BOUNCED, which only our own mail server finds
     * @throws Problem INVALID_INPUT
     */
    public Suppression add(String address, Suppression.Reason reason, String note) {
        new Checks()
                .that(
                        reason != Suppression.Reason.BOUNCED,
                        "reason",
                        "Say REPORTED, COMPLAINED or ADDED.")
                .done();
        new Checks().email(address, "address").atMost(note, "note", LONGEST_NOTE).done();
        return put(address, reason, note);
    }

    /**
     * Notes what a mail server or provider says of an address.
     *
     * @param note its words, or its name
     */
    public void report(String address, Suppression.Reason reason, String note) {
        put(address, reason, note.substring(0, Math.min(note.length(), LONGEST_NOTE)));
    }

    private Suppression put(String address, Suppression.Reason reason, String note) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int added =
                sql.update(
                                """
                                insert into mail_suppression (tenant_id, id, address, reason, note, created_at)
                                values (:tenant, :id, :address, :reason, :note, :now)
                                on conflict (tenant_id, address) do update
                                set reason = excluded.reason, note = excluded.note
                                where excluded.reason <> 'BOUNCED' or mail_suppression.reason = 'BOUNCED'
                                """)
                        .set("id", id)
                        .set("address", normal(address))
                        .set("reason", reason)
                        .set("note", note.strip())
                        .set("now", now)
                        .run();
        Suppression kept = find(address).orElseThrow();
        if (added == 1) {
            audit.record(
                    "mail_suppression.added", AUDITED, kept.id(), Map.of("reason", reason.name()));
        }
        return kept;
    }

    /** Notes that a mail got through to an address; what others say of it stays. */
    public void reached(String address) {
        sql.query(
                        """
                        delete from mail_suppression
                        where tenant_id = :tenant and address = :address and reason = 'BOUNCED'
                        returning id
                        """)
                .set("address", normal(address))
                .first(row -> row.uuid("id"))
                .ifPresent(id -> audit.record("mail_suppression.removed", AUDITED, id, Map.of()));
    }

    /**
     * Sends everything to an address again.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        int removed =
                sql.update("delete from mail_suppression where tenant_id = :tenant and id = :id")
                        .set("id", id)
                        .run();
        if (removed == 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        audit.record("mail_suppression.removed", AUDITED, id, Map.of());
    }
}
