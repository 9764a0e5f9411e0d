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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writing everybody of the current school to a CRM. */
@UseCase
public class CrmBackfills {

    private static final String SELECT =
            """
            select id, connection_id, status, total, done, failed, last_enrolment, last_error, started_at, finished_at
            from crm_backfill
            where tenant_id = :tenant
            """;

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

    /** Lists those that run. */
    public List<CrmBackfill> running() {
        return sql.query(SELECT + "and status = 'RUNNING' order by started_at, id")
                .list(CrmBackfills::backfill);
    }

    /** The enrolments that come next. */
    public List<EnrolmentId> next(CrmBackfill backfill, int limit) {
        return attendance.all(backfill.last(), limit);
    }

    /** Notes that one enrolment is done, well or not. */
    public void advance(CrmBackfill backfill, EnrolmentId enrolment, String error) {
        sql.update(
                        """
                        update crm_backfill
                        set done = done + 1, failed = failed + :failed, last_enrolment = :enrolment,
                            last_error = case when :error = '' then last_error else :error end
                        where tenant_id = :tenant and id = :id and status = 'RUNNING'
                        """)
                .set("failed", error.isEmpty() ? 0 : 1)
                .set("enrolment", enrolment.value())
                .set("error", error)
                .set("id", backfill.id())
                .run();
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
