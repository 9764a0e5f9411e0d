package io.lyceum.commerce.internal;

import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * When Stripe is asked about the rows of one table, in the caller's transaction. The table says in
 * {@code check_at} when, in {@code told_at} when Stripe has told something last, and in {@code
 * last_error} why it could not be asked.
 */
final class StripeChecks {

    private final Sql sql;
    private final Clock clock;
    private final DueSchools due;
    private final String table;
    private final String lane;

    /**
     * @param lane in which it is asked
     */
    StripeChecks(Sql sql, Clock clock, DueSchools due, String table, String lane) {
        this.sql = sql;
        this.clock = clock;
        this.due = due;
        this.table = table;
        this.lane = lane;
    }

    /** Notes that Stripe has told something about a row: it is looked at now. */
    void told(UUID id) {
        Instant now = clock.instant();
        int there =
                sql.update(
                                "update "
                                        + table
                                        + """
                                         set told_at = :now, check_at = :now
                                        where tenant_id = :tenant and id = :id
                                        """)
                        .set("now", now)
                        .set("id", id)
                        .run();
        if (there == 1) {
            due.signal(lane, now);
        }
    }

    /**
     * Notes when Stripe is asked about a row again.
     *
     * @param asked when it was asked; what it has told since then is not known yet, and the row is
     *     looked at at once
     */
    void at(UUID id, Optional<Instant> at, Instant asked) {
        sql.query(
                        "update "
                                + table
                                + """
                                 set check_at = case
                                    when told_at > :asked then told_at
                                    else cast(:at as timestamptz) end
                                where tenant_id = :tenant and id = :id
                                returning check_at
                                """)
                .set("asked", asked)
                .set("at", at.orElse(null))
                .set("id", id)
                .first(row -> row.optionalInstant("check_at"))
                .flatMap(when -> when)
                .ifPresent(when -> due.signal(lane, when));
    }

    /**
     * Notes that Stripe could not be asked, and when it is asked again.
     *
     * @param asked when it was asked
     */
    void trouble(UUID id, String error, Instant again, Instant asked) {
        sql.update(
                        "update "
                                + table
                                + """
                                 set last_error = :error
                                where tenant_id = :tenant and id = :id
                                """)
                .set("error", error)
                .set("id", id)
                .run();
        at(id, Optional.of(again), asked);
    }

    /**
     * Takes the rows about which Stripe is to be asked; others take them after a while.
     *
     * @param again when
     */
    List<UUID> takeDue(int limit, Instant again) {
        List<UUID> taken =
                sql.query(
                                "update "
                                        + table
                                        + """
                                         set check_at = :again
                                        where tenant_id = :tenant
                                          and id = any(array(
                                            select id
                                        """
                                        + " from "
                                        + table
                                        + """
                                         where tenant_id = :tenant and check_at <= :now
                                            order by check_at
                                            limit :limit
                                            for update skip locked))
                                        returning id
                                        """)
                        .set("again", again)
                        .set("now", clock.instant())
                        .set("limit", limit)
                        .list(row -> row.uuid("id"));
        if (!taken.isEmpty()) {
            due.signal(lane, again);
        }
        return taken;
    }
}
