package io.lyceum.identity.internal;

import io.lyceum.identity.IdentityProblem;
import io.lyceum.shared.Ids;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Encryption;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The current school's realm: where it is and the keys that open it. */
@ApplicationScoped
public class RealmSettings {

    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final String REALM = "realm";

    private final SchoolCache<String, Realm> known;
    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final Encryption encryption;
    private final CurrentSchool school;
    private final URI backend;

    protected RealmSettings() {
        this(null, null, null, null, null, URI.create(""));
    }

    @Inject
    RealmSettings(
            Sql sql,
            Clock clock,
            Transactions transactions,
            Encryption encryption,
            CurrentSchool school,
            @ConfigProperty(name = "lyceum.keycloak.url", defaultValue = "http://127.0.0.1:8081")
                    URI backend) {
        this(new SchoolCache<>(5_000, LIFE), sql, clock, transactions, encryption, school, backend);
    }

    RealmSettings(
            SchoolCache<String, Realm> known,
            Sql sql,
            Clock clock,
            Transactions transactions,
            Encryption encryption,
            CurrentSchool school,
            URI backend) {
        this.known = known;
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.encryption = encryption;
        this.school = school;
        this.backend = backend;
    }

    /**
     * Reads the realm of the current school.
     *
     * @throws Problem SIGN_IN_UNAVAILABLE before onboarding has made it
     */
    public Realm require() {
        return known.get(
                school.id(),
                REALM,
                () -> find().orElseThrow(() -> new Problem(IdentityProblem.SIGN_IN_UNAVAILABLE)));
    }

    /** Reads the realm of the current school, if its keys were made. */
    public Optional<Realm> find() {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select realm, issuer, web_client_secret, provisioner_secret
                                        from school_realm
                                        where tenant_id = :tenant
                                        """)
                                .first(
                                        row ->
                                                new Realm(
                                                        row.text("realm"),
                                                        row.text("issuer"),
                                                        encryption.decrypt(
                                                                row.text("web_client_secret")),
                                                        encryption.decrypt(
                                                                row.text("provisioner_secret")),
                                                        backend)));
    }

    /** Stores the keys before the realm is made, so that a crash never loses them. */
    public void store(String realm, String issuer, String webSecret, String provisionerSecret) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        insert into school_realm
                                            (tenant_id, id, realm, issuer, web_client_secret, provisioner_secret)
                                        values (:tenant, :id, :realm, :issuer, :web, :provisioner)
                                        on conflict (tenant_id) do nothing
                                        """)
                                .set("id", Ids.at(clock.instant()))
                                .set("realm", realm)
                                .set("issuer", issuer)
                                .set("web", encryption.encrypt(webSecret))
                                .set("provisioner", encryption.encrypt(provisionerSecret))
                                .run());
    }

    /**
     * A realm.
     *
     * @param issuer what tokens of the realm name as {@code iss}; browsers sign in below it
     * @param backend where this process reaches the identity server
     */
    public record Realm(
            String name, String issuer, String webSecret, String provisionerSecret, URI backend) {

        /** An endpoint as browsers reach it. */
        public URI front(String path) {
            return URI.create(issuer + "/protocol/openid-connect/" + path);
        }

        /** The same endpoint as this process reaches it. */
        public URI back(String path) {
            return backend.resolve("/realms/" + name + "/protocol/openid-connect/" + path);
        }

        @Override
        public String toString() {
            return "Realm[" + name + "]";
        }
    }
}
