package io.lyceum.shared.outbox;

import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

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
            wakeUp.afterCommit();
        }
    }
}
