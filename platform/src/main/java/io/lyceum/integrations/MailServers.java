package io.lyceum.integrations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.integrations.MailServer.Dkim;
import io.lyceum.integrations.MailServer.Security;
import io.lyceum.integrations.internal.ConnectionHealth;
import io.lyceum.integrations.internal.ConnectionRows;
import io.lyceum.integrations.internal.ConnectionSecrets;
import io.lyceum.integrations.internal.Pace;
import io.lyceum.integrations.internal.Quota;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.net.OutboundSockets;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mail server of the current school; without one its mails go through the platform's. */
@UseCase
public class MailServers {

    private static final String PASSWORD = "PASSWORD";
    private static final String DKIM = "DKIM";
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_USER = 200;
    private static final int LONGEST_ADDRESS = 254;
    private static final int KEY_BITS = 2048;

    /** Those on which mail servers take mails; others would let a school knock on any door. */
    private static final Set<Integer> PORTS = Set.of(25, 465, 587, 2525);

    private final Sql sql;
    private final ConnectionRows rows;
    private final Clock clock;
    private final Audit audit;
    private final ConnectionSecrets secrets;
    private final ConnectionHealth health;
    private final OutboundSockets sockets;
    private final Pace pace;

    protected MailServers() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    MailServers(
            Sql sql,
            ConnectionRows rows,
            Clock clock,
            Audit audit,
            ConnectionSecrets secrets,
            ConnectionHealth health,
            OutboundSockets sockets,
            Pace pace) {
        this.pace = pace;
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
        this.secrets = secrets;
        this.health = health;
        this.sockets = sockets;
    }

    /**
     * A mail server with what it takes to use it.
     *
     * @param dkimKey PKCS #8 in Base64
     */
    public record Opened(MailServer server, Optional<String> password, Optional<String> dkimKey) {

        @Override
        public String toString() {
            return "Opened[" + server.host() + "]";
        }
    }

    /** Finds the school's own. */
    public Optional<MailServer> find() {
        return sql.query(
                        """
                        select id, state, settings, version, failing_since, last_success_at, last_error
                        from connection
                        where tenant_id = :tenant and kind = 'SMTP'
                        """)
                .first(MailServers::server);
    }

    /**
     * Reads the school's own.
     *
     * @throws Problem NOT_FOUND if it has none
     */
    public MailServer own() {
        return find().orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Finds the one that mails go through, if it is the school's own. */
    public Optional<Opened> inUse() {
        return find().filter(MailServer::active).map(this::opened);
    }

    /** Reads what it takes to use it. */
    public Opened opened(MailServer server) {
        return new Opened(
                server,
                server.user().flatMap(user -> secrets.only(server.id(), PASSWORD)),
                server.dkim().flatMap(dkim -> secrets.only(server.id(), DKIM)));
    }

    /**
     * Gives the school a mail server of its own, or changes it. A signature stays only while the
     * sender's domain does.
     *
     * @param version the version that was read; 0 if there was none
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public MailServer save(int version, MailServerForm form) {
        Optional<MailServer> known = find();
        Settings settings = checked(form, known);
        Instant now = clock.instant();
        if (known.map(MailServer::version).orElse(0) != version) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        UUID id = known.map(MailServer::id).orElseGet(() -> Ids.at(now));
        int changed =
                sql.update(
                                """
                                insert into connection
                                    (tenant_id, id, kind, name, state, settings, created_at, updated_at)
                                values (:tenant, :id, 'SMTP', :host, 'ACTIVE', cast(:settings as jsonb), :now, :now)
                                on conflict (tenant_id) where kind = 'SMTP' do update
                                set name = excluded.name, settings = excluded.settings,
                                    version = connection.version + 1, updated_at = excluded.updated_at,
                                    failing_since = null, last_error = ''
                                where connection.version = :version
                                """)
                        .set("id", id)
                        .set("host", settings.host())
                        .set("settings", Json.MAPPER.valueToTree(settings).toString())
                        .set("now", now)
                        .set("version", version)
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        if (form.password() != null && !form.password().isEmpty()) {
            secrets.replace(id, PASSWORD, form.password());
        }
        audit.record("mail_server.changed", "mail_server", id, Map.of("host", settings.host()));
        return own();
    }

    /**
     * Has mails go through the platform's server for now, or through the school's own again.
     *
     * @throws Problem NOT_FOUND
     */
    public MailServer use(boolean own) {
        MailServer server = own();
        rows.move(server.id(), own ? "ACTIVE" : "PAUSED");
        audit.record(
                own ? "mail_server.resumed" : "mail_server.paused",
                "mail_server",
                server.id(),
                Map.of());
        return own();
    }

    /**
     * Makes a key that mails are signed with from now on (DKIM). Until its record is in the DNS,
     * receivers treat them as unsigned. A new key has a name of its own, so that mails under way
     * can still be checked by the record before.
     *
     * @throws Problem NOT_FOUND
     */
    public MailServer sign() {
        MailServer server = own();
        KeyPair pair = rsa();
        Instant now = clock.instant();
        String selector =
                "lyceum"
                        + DateTimeFormatter.BASIC_ISO_DATE.format(
                                LocalDate.ofInstant(now, ZoneOffset.UTC));
        Dkim dkim =
                new Dkim(
                        server.domain(),
                        server.dkim().map(Dkim::selector).filter(selector::equals).isPresent()
                                ? selector + "-" + now.getEpochSecond() % 100_000
                                : selector,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        secrets.replace(
                server.id(),
                DKIM,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        ObjectNode part = Json.MAPPER.createObjectNode();
        part.set("dkim", Json.MAPPER.valueToTree(new Key(dkim)));
        sql.update(
                        """
                        update connection
                        set settings = settings || cast(:dkim as jsonb), version = version + 1, updated_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("dkim", part.toString())
                .set("now", now)
                .set("id", server.id())
                .run();
        audit.record("mail_server.key_made", "mail_server", server.id(), Map.of());
        return own();
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Forgets the school's own.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove() {
        MailServer server = own();
        rows.remove(server.id());
        audit.record("mail_server.removed", "mail_server", server.id(), Map.of());
    }

    /**
     * Tells when it may be handed a mail; if that is now, it counts.
     *
     * @param event why the mail is sent; others of the same event go with the first
     * @return nothing if it may be now
     */
    public Optional<Instant> turn(MailServer server, UUID event) {
        return pace.turn(server.id(), event, server.perMinute(), clock.instant());
    }

    /** Notes that it took a mail. */
    public void succeeded(UUID id) {
        health.succeeded(id, clock.instant());
    }

    /** Notes that it did not take a mail that another server might. */
    public void failed(UUID id, String error) {
        health.failed(id, clock.instant(), error);
    }

    private Settings checked(MailServerForm form, Optional<MailServer> known) {
        String host = trimmed(form.host()).toLowerCase(Locale.ROOT);
        String user = trimmed(form.user());
        String from = trimmed(form.from());
        int port = form.port() == null ? 0 : form.port();
        boolean ours = sockets.isOwn(host);
        Optional<Security> security =
                Arrays.stream(Security.values())
                        .filter(s -> s.name().equals(form.security()))
                        .findFirst();
        boolean hasPassword =
                form.password() != null && !form.password().isEmpty()
                        || known.filter(server -> server.user().isPresent())
                                // A password is for the server that it was given for.
                                .filter(server -> server.host().equals(host))
                                .isPresent();
        Quota.checkOptional(new Checks(), form.perMinute())
                .text(host, "host", LONGEST_HOST)
                .that(
                        host.isEmpty()
                                || ours
                                || host.matches("([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]*"),
                        "host",
                        "Write a name like smtp.example.org.")
                .that(
                        PORTS.contains(port) || ours && port > 0 && port < 65_536,
                        "port",
                        "Choose 587, 465, 2525 or 25.")
                .that(security.isPresent(), "security", "Choose how the connection is protected.")
                .that(
                        ours || security.filter(s -> s == Security.NONE).isEmpty(),
                        "security",
                        "A server on the internet needs an encrypted connection.")
                .that(user.length() <= LONGEST_USER, "user", "Use at most 200 characters.")
                .that(
                        user.isEmpty() || hasPassword,
                        "password",
                        "Write the password for this server.")
                .text(from, "from", LONGEST_ADDRESS)
                .that(
                        from.isEmpty()
                                || from.matches(
                                        "[!-?A-~]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}"),
                        "from",
                        "Write an e-mail address like ada@example.org.")
                .done();
        Optional<Dkim> dkim =
                known.filter(server -> from.endsWith("@" + server.domain()))
                        .flatMap(MailServer::dkim);
        return new Settings(
                host,
                port,
                security.orElseThrow(),
                user,
                from,
                Quota.given(form.perMinute()),
                dkim.map(Key::new).orElse(null));
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** As it is kept. */
    private record Key(String domain, String selector, String publicKey) {

        private Key(Dkim dkim) {
            this(dkim.domain(), dkim.selector(), dkim.publicKey());
        }
    }

    /** What is kept beside the state. */
    private record Settings(
            String host,
            int port,
            Security security,
            String user,
            String from,
            int perMinute,
            @Nullable Key dkim) {}

    private static MailServer server(Row row) {
        Settings settings = Json.read(row.text("settings"), Settings.class);
        return new MailServer(
                row.uuid("id"),
                settings.host(),
                settings.port(),
                settings.security(),
                Optional.of(settings.user()).filter(user -> !user.isEmpty()),
                settings.from(),
                settings.perMinute(),
                row.text("state").equals("ACTIVE"),
                row.integer("version"),
                Optional.ofNullable(settings.dkim())
                        .map(key -> new Dkim(key.domain(), key.selector(), key.publicKey())),
                row.optionalInstant("failing_since"),
                row.optionalInstant("last_success_at"),
                row.text("last_error"));
    }
}
