package io.lyceum.shared.outbox;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets events of long ago, with their deliveries and attempts; what still waits is kept. */
@ApplicationScoped
public class ForgetOldEvents implements Chore {

    private static final int BATCH = 1000;

    private final Sql sql;
    private final Transactions transactions;
    private final Duration keep;

    protected ForgetOldEvents() {
        this(null, null, Duration.ZERO);
    }

    @Inject
    ForgetOldEvents(
            Sql sql,
            Transactions transactions,
            @ConfigProperty(name = "lyceum.events.keep", defaultValue = "P90D") Duration keep) {
        this.sql = sql;
        this.transactions = transactions;
        this.keep = keep;
    }

    @Override
    public void forSchool(Instant now) {
        int gone;
        do {
            gone = transactions.call(() -> forget(now.minus(keep)));
        } while (gone == BATCH);
    }

    private int forget(Instant before) {
        return sql.update(
                        """
                        delete from outbox_event
                        where tenant_id = :tenant
                          and id in (
                            select e.id
                            from outbox_event e
                            where e.tenant_id = :tenant
                              and e.occurred_at < :before
                              and not exists (
                                select 1
                                from outbox_delivery d
                                where d.tenant_id = :tenant and d.event_id = e.id and d.status = 'PENDING')
                            order by e.occurred_at
                            limit :most)
                        """)
                .set("before", before)
                .set("most", BATCH)
                .run();
    }
}
