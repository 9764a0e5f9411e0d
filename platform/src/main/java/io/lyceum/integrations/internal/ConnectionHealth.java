package io.lyceum.integrations.internal;

import io.lyceum.shared.outbox.Deliveries;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Notes how connections of the current school do, within the caller's transaction. */
@ApplicationScoped
public class ConnectionHealth {

    private static final int LATELY_SECONDS = 10;

    private final Sql sql;

    protected ConnectionHealth() {
        this(null);
    }

    @Inject
    ConnectionHealth(Sql sql) {
        this.sql = sql;
    }

    /** Notes that something was taken; of those in quick succession one is enough. */
    public void succeeded(UUID connection, Instant at) {
        sql.update(
                        """
                        update connection
                        set last_success_at = :at, failing_since = null, warned_at = null
                        where tenant_id = :tenant
                          and id = :id
                          and (failing_since is not null
                            or last_success_at is null
                            or last_success_at < :lately)
                        """)
                .set("at", at)
                .set("lately", at.minusSeconds(LATELY_SECONDS))
                .set("id", connection)
                .run();
    }

    /** Notes that something was not taken. */
    public void failed(UUID connection, Instant at, String error) {
        sql.update(
                        """
                        update connection
                        set last_failure_at = :at, last_error = :error,
                            failing_since = coalesce(failing_since, :at)
                        where tenant_id = :tenant and id = :id
                        """)
                .set("at", at)
                .set("error", Deliveries.inWords(error))
                .set("id", connection)
                .run();
    }
}
