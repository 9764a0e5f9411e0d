package io.lyceum.integrations;

import io.lyceum.integrations.internal.CrmBackfillLane;
import io.lyceum.learning.Attendance;
import io.lyceum.learning.EnrolmentId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writing everybody of the current school to a CRM. */
@UseCase
public class CrmBackfills {

    private static final String COLUMNS =
            " id, connection_id, status, total, done, failed, last_enrolment, last_error, started_at, finished_at ";

    private static final String SELECT =
            "select" + COLUMNS + "from crm_backfill where tenant_id = :tenant ";

    /** This node, as leases name it. */
    private final UUID holder = UUID.randomUUID();

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final DueSchools due;
    private final CrmConnections connections;
    private final Attendance attendance;

    protected CrmBackfills() {
        this(null, null, null, null, null, null);
    }

    @Inject
    CrmBackfills(
            Sql sql,
            Clock clock,
            Audit audit,
            DueSchools due,
            CrmConnections connections,
            Attendance attendance) {
        this.attendance = attendance;
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.due = due;
        this.connections = connections;
    }

    private static CrmBackfill backfill(Row row) {
        return new CrmBackfill(
                row.uuid("id"),
                row.uuid("connection_id"),
                row.constant("status", CrmBackfill.Status.class),
                row.number("total"),
                row.number("done"),
                row.number("failed"),
                row.optionalUuid("last_enrolment").map(EnrolmentId::new),
                row.text("last_error"),
                row.instant("started_at"),
                row.optionalInstant("finished_at"));
    }

    /** Finds the latest of a CRM. */
    public Optional<CrmBackfill> latest(UUID connection) {
        return sql.query(SELECT + "and connection_id = :crm order by started_at desc limit 1")
                .set("crm", connection)
                .first(CrmBackfills::backfill);
    }

    /**
     * Begins with everybody.
     *
     * @throws Problem NOT_FOUND, BACKFILL_RUNNING
     */
    public CrmBackfill start(UUID connection) {
        connections.byId(connection);
        Instant now = clock.instant();
        int begun =
                sql.update(
                                """
                                insert into crm_backfill
                                    (tenant_id, id, connection_id, status, total, started_at)
                                values (:tenant, :id, :crm, 'RUNNING', :total, :now)
                                on conflict do nothing
                                """)
                        .set("id", Ids.at(now))
                        .set("crm", connection)
                        .set("total", attendance.count())
                        .set("now", now)
                        .run();
        if (begun == 0) {
            throw new Problem(IntegrationProblem.BACKFILL_RUNNING);
        }
        due.signal(CrmBackfillLane.LANE, now);
        audit.record("crm.backfill_started", "crm", connection, Map.of());
        return latest(connection).orElseThrow();
    }

    /** Stops one that runs; what was written stays. */
    public void cancel(UUID connection) {
        sql.update(
                        """
                        update crm_backfill
                        set status = 'CANCELLED', finished_at = :now
                        where tenant_id = :tenant and connection_id = :crm and status = 'RUNNING'
                        """)
                .set("now", clock.instant())
                .set("crm", connection)
                .run();
    }

    /**
     * Takes on one that runs and that no other node is at. While others are at all of them, the
     * school is due again when their leases are over: they may not come back.
     *
     * @param lease how long no other node takes it
     */
    public Optional<CrmBackfill> takeOn(Duration lease) {
        Optional<CrmBackfill> taken = take(lease);
        if (taken.isEmpty()) {
            sql.query(
                            """
                            select min(leased_until) as free
                            from crm_backfill
                            where tenant_id = :tenant and status = 'RUNNING'
                            """)
                    .first(row -> row.optionalInstant("free"))
                    .flatMap(free -> free)
                    .ifPresent(free -> due.signal(CrmBackfillLane.LANE, free));
        }
        return taken;
    }

    private Optional<CrmBackfill> take(Duration lease) {
        Instant now = clock.instant();
        return sql.query(
                        """
                        update crm_backfill
                        set lease_holder = :holder, leased_until = :until
                        where tenant_id = :tenant
                          and id = any(array(
                            select id
                            from crm_backfill
                            where tenant_id = :tenant
                              and status = 'RUNNING'
                              and (leased_until is null or leased_until < :now)
                            order by started_at, id
                            limit 1
                            for update skip locked))
                        returning"""
                                + COLUMNS)
                .set("holder", holder)
                .set("until", now.plus(lease))
                .set("now", now)
                .first(CrmBackfills::backfill);
    }

    /**
     * Leaves one to whoever comes next.
     *
     * @param wait how long nobody takes it
     */
    public void leave(CrmBackfill backfill, Duration wait) {
        sql.update(
                        """
                        update crm_backfill
                        set leased_until = :until
                        where tenant_id = :tenant and id = :id and lease_holder = :holder
                        """)
                .set("until", clock.instant().plus(wait))
                .set("id", backfill.id())
                .set("holder", holder)
                .run();
    }

    /** The enrolments that come next. */
    public List<EnrolmentId> next(CrmBackfill backfill, int limit) {
        return attendance.all(backfill.last(), limit);
    }

    /**
     * Notes that one enrolment is done, well or not.
     *
     * @param last the one before
     * @return whether this node is still the one that is at it
     */
    public boolean advance(
            CrmBackfill backfill,
            Optional<EnrolmentId> last,
            EnrolmentId enrolment,
            String error,
            Duration lease) {
        return sql.update(
                                """
                                update crm_backfill
                                set done = done + 1, failed = failed + :failed, last_enrolment = :enrolment,
                                    attempts = 0, leased_until = :until,
                                    last_error = case when :error = '' then last_error else :error end
                                where tenant_id = :tenant
                                  and id = :id
                                  and status = 'RUNNING'
                                  and lease_holder = :holder
                                  and last_enrolment is not distinct from cast(:last as uuid)
                                """)
                        .set("failed", error.isEmpty() ? 0 : 1)
                        .set("enrolment", enrolment.value())
                        .set("until", clock.instant().plus(lease))
                        .set("error", error)
                        .set("id", backfill.id())
                        .set("holder", holder)
                        .set("last", last.map(EnrolmentId::value).orElse(null))
                        .run()
                == 1;
    }

    /** Notes that the next one could not be written for now; answers how often that was. */
    public int failed(CrmBackfill backfill, String error) {
        return sql.query(
                        """
                        update crm_backfill
                        set attempts = attempts + 1, last_error = :error
                        where tenant_id = :tenant and id = :id and lease_holder = :holder
                        returning attempts
                        """)
                .set("error", error)
                .set("id", backfill.id())
                .set("holder", holder)
                .first(row -> row.integer("attempts"))
                .orElse(0);
    }

    /** Notes that nobody is left. */
    public void finish(CrmBackfill backfill) {
        sql.update(
                        """
                        update crm_backfill
                        set status = 'DONE', finished_at = :now
                        where tenant_id = :tenant and id = :id and status = 'RUNNING'
                        """)
                .set("now", clock.instant())
                .set("id", backfill.id())
                .run();
    }
}
