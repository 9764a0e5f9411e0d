package io.lyceum.integrations.internal;

import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.security.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What connections need and nobody may read, sealed for the current school. */
@ApplicationScoped
public class ConnectionSecrets {

    private final Sql sql;
    private final Clock clock;
    private final Encryption encryption;

    protected ConnectionSecrets() {
        this(null, null, null);
    }

    @Inject
    ConnectionSecrets(Sql sql, Clock clock, Encryption encryption) {
        this.sql = sql;
        this.clock = clock;
        this.encryption = encryption;
    }

    /** Keeps one more of a purpose. */
    public void add(UUID connection, String purpose, String secret) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into connection_secret
                            (tenant_id, id, connection_id, purpose, sealed, created_at)
                        values (:tenant, :id, :connection, :purpose, :sealed, :now)
                        """)
                .set("id", Ids.at(now))
                .set("connection", connection)
                .set("purpose", purpose)
                .set("sealed", encryption.encrypt(secret))
                .set("now", now)
                .run();
    }

    /** Keeps the only one of a purpose. */
    public void replace(UUID connection, String purpose, String secret) {
        sql.update(
                        """
                        delete from connection_secret
                        where tenant_id = :tenant and connection_id = :connection and purpose = :purpose
                        """)
                .set("connection", connection)
                .set("purpose", purpose)
                .run();
        add(connection, purpose, secret);
    }

    /** Opens the only one of a purpose. */
    public Optional<String> only(UUID connection, String purpose) {
        return sql.query(
                        """
                        select sealed
                        from connection_secret
                        where tenant_id = :tenant and connection_id = :connection and purpose = :purpose
                        """)
                .set("connection", connection)
                .set("purpose", purpose)
                .first(row -> encryption.decrypt(row.text("sealed")));
    }
}
