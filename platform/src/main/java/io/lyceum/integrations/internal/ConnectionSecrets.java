package io.lyceum.integrations.internal;

import io.lyceum.integrations.InboundFormat;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.security.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What connections need and nobody may read, sealed for the current school. */
@ApplicationScoped
public class ConnectionSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

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

    /** Keeps a new one of a purpose; those that are there hold beside it for a while. */
    public void renew(UUID connection, String purpose, String secret, Duration overlap) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update connection_secret
                        set expires_at = least(expires_at, :end)
                        where tenant_id = :tenant and connection_id = :connection and purpose = :purpose
                        """)
                .set("connection", connection)
                .set("purpose", purpose)
                .set("end", now.plus(overlap))
                .run();
        sql.update(
                        """
                        delete from connection_secret
                        where tenant_id = :tenant and connection_id = :connection and expires_at <= :now
                        """)
                .set("connection", connection)
                .set("now", now)
                .run();
        add(connection, purpose, secret);
    }

    /** Opens those of a purpose that hold, the latest first. */
    public List<String> held(UUID connection, String purpose) {
        return sql.query(
                        """
                        select sealed
                        from connection_secret
                        where tenant_id = :tenant
                          and connection_id = :connection
                          and purpose = :purpose
                          and (expires_at is null or expires_at > :now)
                        order by created_at desc, id desc
                        """)
                .set("connection", connection)
                .set("purpose", purpose)
                .set("now", clock.instant())
                .list(row -> encryption.decrypt(row.text("sealed")));
    }

    /** Makes a secret for senders that take one from here. */
    public static String made(InboundFormat format) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return InboundSignature.make(format, random);
    }
}
