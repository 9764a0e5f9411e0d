package io.lyceum.integrations.internal;

import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The rows of the current school's connections, of whatever kind, in the caller's transaction. */
@ApplicationScoped
public class ConnectionRows {

    private final Sql sql;
    private final Clock clock;

    protected ConnectionRows() {
        this(null, null);
    }

    @Inject
    ConnectionRows(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Adds one that is in use.
     *
     * @param settings JSON
     */
    public UUID add(String kind, String name, String settings) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into connection
                            (tenant_id, id, kind, name, state, settings, created_at, updated_at)
                        values (:tenant, :id, :kind, :name, 'ACTIVE', cast(:settings as jsonb), :now, :now)
                        """)
                .set("id", id)
                .set("kind", kind)
                .set("name", name.strip())
                .set("settings", settings)
                .set("now", now)
                .run();
        return id;
    }

    /**
     * Changes one.
     *
     * @param version the version that was read
     * @param settings JSON
     * @return whether it still had that version
     */
    public boolean change(UUID id, int version, String name, String settings) {
        return sql.update(
                                """
                                update connection
                                set name = :name, settings = cast(:settings as jsonb), version = version + 1,
                                    updated_at = :now
                                where tenant_id = :tenant and id = :id and version = :version
                                """)
                        .set("name", name.strip())
                        .set("settings", settings)
                        .set("now", clock.instant())
                        .set("id", id)
                        .set("version", version)
                        .run()
                == 1;
    }

    /**
     * Puts one into another state; how it stood before says nothing any more.
     *
     * @param state ACTIVE, PAUSED or DISABLED
     */
    public void move(UUID id, String state) {
        sql.update(
                        """
                        update connection
                        set state = :state, version = version + 1, updated_at = :now, failing_since = null,
                            warned_at = null
                        where tenant_id = :tenant and id = :id
                        """)
                .set("state", state)
                .set("now", clock.instant())
                .set("id", id)
                .run();
    }

    /** Removes one with all that hangs on it. */
    public void remove(UUID id) {
        sql.update("delete from connection where tenant_id = :tenant and id = :id")
                .set("id", id)
                .run();
    }
}
