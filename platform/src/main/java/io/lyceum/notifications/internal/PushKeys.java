package io.lyceum.notifications.internal;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import io.lyceum.shared.Ids;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.security.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key by which push services know a school (RFC 8292). It stays: browsers listen to the one
 * that they signed up with. Inside a transaction.
 */
@ApplicationScoped
public class PushKeys {

    private final Sql sql;
    private final Clock clock;
    private final Encryption encryption;
    private final OutboundHttp http;

    /** Whether push services may be in the installation's own network: for tests. */
    private final boolean ownHosts;

    protected PushKeys() {
        this(null, null, null, null, false);
    }

    @Inject
    PushKeys(
            Sql sql,
            Clock clock,
            Encryption encryption,
            OutboundHttp http,
            @ConfigProperty(name = "lyceum.push.own-hosts", defaultValue = "false")
                    boolean ownHosts) {
        this.http = http;
        this.ownHosts = ownHosts;
        this.sql = sql;
        this.clock = clock;
        this.encryption = encryption;
    }

    /** Tells whether a push service may be at an address. */
    public boolean mayPush(URI endpoint) {
        return ownHosts || http.isPublic(endpoint);
    }

    /** The school's pair, made when it is first asked for. */
    public VAPIDKeyPair pair() {
        return find().orElseGet(this::make);
    }

    private Optional<VAPIDKeyPair> find() {
        return sql.query("select public_key, private_key from push_key where tenant_id = :tenant")
                .first(this::pair);
    }

    private VAPIDKeyPair pair(Row row) {
        return VAPIDKeyPairs.of(
                PrivateKeySources.ofPKCS8Bytes(
                        Base64.getDecoder().decode(encryption.decrypt(row.text("private_key")))),
                PublicKeySources.ofX509Bytes(Base64.getDecoder().decode(row.text("public_key"))));
    }

    /** Two who make one at once get the same. */
    private VAPIDKeyPair make() {
        KeyPair made = generate();
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into push_key (tenant_id, id, public_key, private_key, created_at)
                        values (:tenant, :id, :public, :private, :now)
                        on conflict (tenant_id) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("public", Base64.getEncoder().encodeToString(made.getPublic().getEncoded()))
                .set(
                        "private",
                        encryption.encrypt(
                                Base64.getEncoder().encodeToString(made.getPrivate().getEncoded())))
                .set("now", now)
                .run();
        return find().orElseThrow();
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has this curve", e);
        }
    }
}
