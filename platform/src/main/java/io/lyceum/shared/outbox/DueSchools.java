package io.lyceum.shared.outbox;

import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Signals that a school has work in a lane. They are only added and removed, never changed, so that
 * transactions of one school do not wait for each other.
 */
@ApplicationScoped
public class DueSchools {

    private final Sql sql;
    private final Clock clock;
    private final OutboxWakeUp wakeUp;

    protected DueSchools() {
        this(null, null, null);
    }

    @Inject
    DueSchools(Sql sql, Clock clock, OutboxWakeUp wakeUp) {
        this.sql = sql;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    /**
     * Work that is due now and not taken on yet.
     *
     * @param schools how many have some
     * @param oldest since when the first of it is due
     */
    public record Waiting(String lane, long schools, Instant oldest) {}

    /** Tells, of all schools together, what is due in which lanes, in the order of their names. */
    @Transactional
    public List<Waiting> waiting() {
        return sql.query(
                        """
                        select lane, count(distinct tenant_id) as schools, min(due_at) as oldest
                        from outbox_due
                        where due_at <= :now
                        group by lane
                        order by lane
                        """)
                .set("now", clock.instant())
                .list(
                        row ->
                                new Waiting(
                                        row.text("lane"),
                                        row.number("schools"),
                                        row.instant("oldest")));
    }

    /** Says, with the caller's transaction, that the current school has work from a moment on. */
    public void signal(String lane, Instant due) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into outbox_due (id, tenant_id, lane, due_at)
                        values (:id, :tenant, :lane, :due)
                        """)
                .set("id", Ids.at(now))
                .set("lane", lane)
                .set("due", due)
                .run();
        if (!due.isAfter(now)) {
            wakeUp.afterCommit(lane);
        }
    }
}
