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
 * {@code check_at} when, in {@code told_at} when there was something new last, later each time, and
 * in {@code last_error} why it could not be asked.
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

    /**
     * An asking under way.
     *
     * @param at when it began
     * @param told what the row had been told by then
     */
    record Asked(Instant at, Optional<Instant> told) {}

    /** Begins to ask about a row: what is read from here on is no older than what this answers. */
    Asked ask(UUID id) {
        Instant now = clock.instant();
        return new Asked(
                now,
                sql.query(
                                "select told_at from "
                                        + table
                                        + " where tenant_id = :tenant and id = :id")
                        .set("id", id)
                        .first(row -> row.optionalInstant("told_at"))
                        .flatMap(told -> told));
    }

    /** Notes that there is something new about a row: it is looked at now. */
    void told(UUID id) {
        by(id, clock.instant());
    }

    /**
     * Notes that there is something to do about a row from a moment on, if not before. What an
     * asking under way is to heed of a moment that is yet to come, it reads with the row locked.
     */
    void by(UUID id, Instant at) {
        Instant now = clock.instant();
        sql.query(
                        "update "
                                + table
                                + """
                                 set check_at = least(check_at, :at),
                                    told_at = case
                                        when :later then told_at
                                        else greatest(:now, told_at + interval '1 microsecond') end
                                where tenant_id = :tenant and id = :id
                                returning check_at
                                """)
                .set("at", at)
                .set("now", now)
                .set("later", at.isAfter(now))
                .set("id", id)
                .first(row -> row.instant("check_at"))
                .ifPresent(when -> due.signal(lane, when));
    }

    /** Notes when Stripe is asked about a row if it tells nothing before. */
    void at(UUID id, Instant at) {
        sql.update("update " + table + " set check_at = :at where tenant_id = :tenant and id = :id")
                .set("at", at)
                .set("id", id)
                .run();
        due.signal(lane, at);
    }

    /**
     * Notes when Stripe is asked about a row again.
     *
     * @param asked what the row has been told since is not known yet: it is looked at at once
     */
    void at(UUID id, Optional<Instant> at, Asked asked) {
        sql.query(
                        "update "
                                + table
                                + """
                                 set check_at = case
                                    when told_at is distinct from cast(:told as timestamptz) then told_at
                                    else cast(:at as timestamptz) end
                                where tenant_id = :tenant and id = :id
                                returning check_at
                                """)
                .set("told", asked.told().orElse(null))
                .set("at", at.orElse(null))
                .set("id", id)
                .first(row -> row.optionalInstant("check_at"))
                .flatMap(when -> when)
                .ifPresent(when -> due.signal(lane, when));
    }

    /** Notes that Stripe could not be asked, and when it is asked again. */
    void trouble(UUID id, String error, Instant again, Asked asked) {
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
