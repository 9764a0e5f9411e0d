package io.lyceum.integrations.internal;

import io.lyceum.integrations.internal.SigningKey.Purpose;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.security.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of the current school's webhooks, within the caller's transaction. While one takes over
 * from another, messages bear the signatures of both.
 */
@ApplicationScoped
public class SigningKeys {

    private final Sql sql;
    private final Clock clock;
    private final Encryption encryption;
    private final ConnectionSecrets secrets;

    protected SigningKeys() {
        this(null, null, null, null);
    }

    @Inject
    SigningKeys(Sql sql, Clock clock, Encryption encryption, ConnectionSecrets secrets) {
        this.secrets = secrets;
        this.sql = sql;
        this.clock = clock;
        this.encryption = encryption;
    }

    /**
     * A key that holds.
     *
     * @param expiresAt when it ends, if another one has taken over
     */
    public record Held(
            Purpose purpose, SigningKey key, Instant createdAt, Optional<Instant> expiresAt) {}

    /** Reads the keys that hold for a webhook, the latest first. */
    public List<Held> of(UUID webhook) {
        return sql.query(
                        """
                        select purpose, sealed, created_at, expires_at
                        from connection_secret
                        where tenant_id = :tenant
                          and connection_id = :webhook
                          and (expires_at is null or expires_at > :now)
                        order by created_at desc, purpose, id
                        """)
                .set("webhook", webhook)
                .set("now", clock.instant())
                .list(
                        row -> {
                            Purpose purpose = row.constant("purpose", Purpose.class);
                            return new Held(
                                    purpose,
                                    purpose.open(encryption.decrypt(row.text("sealed"))),
                                    row.instant("created_at"),
                                    row.optionalInstant("expires_at"));
                        });
    }

    /**
     * Gives a webhook new keys.
     *
     * @param overlap how long those that it has hold beside them
     */
    public void renew(UUID webhook, Duration overlap) {
        Instant now = clock.instant();
        sql.update(
                        """
                        delete from connection_secret
                        where tenant_id = :tenant and connection_id = :webhook and expires_at <= :now
                        """)
                .set("webhook", webhook)
                .set("now", now)
                .run();
        sql.update(
                        """
                        update connection_secret
                        set expires_at = :end
                        where tenant_id = :tenant and connection_id = :webhook and expires_at is null
                        """)
                .set("webhook", webhook)
                .set("end", now.plus(overlap))
                .run();
        for (Purpose purpose : Purpose.values()) {
            secrets.add(webhook, purpose.name(), purpose.make().kept());
        }
    }
}
