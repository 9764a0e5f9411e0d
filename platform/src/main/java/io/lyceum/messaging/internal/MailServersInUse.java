package io.lyceum.messaging.internal;

import io.lyceum.integrations.MailServer;
import io.lyceum.integrations.MailServer.Security;
import io.lyceum.integrations.MailServers;
import io.lyceum.messaging.MailTransport;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.net.OutboundSockets;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the server for the current school's mails: its own, or that of {@code lyceum.smtp.*}. */
@ApplicationScoped
class MailServersInUse {

    private static final String RESTS = "the mail server failed a moment ago, and rests";

    private final Config config;
    private final Clock clock;
    private final MailServers servers;
    private final OutboundSockets sockets;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final ReturnAddress returns;
    private final SchoolCache<String, Boolean> rests;

    @SuppressWarnings("NullAway")
    protected MailServersInUse() {
        this(null, null, null, null, null, null, null, Duration.ZERO);
    }

    @Inject
    MailServersInUse(
            Config config,
            Clock clock,
            MailServers servers,
            OutboundSockets sockets,
            Transactions transactions,
            CurrentSchool school,
            ReturnAddress returns,
            @ConfigProperty(name = "lyceum.mail.rest", defaultValue = "PT20S") Duration rest) {
        this.rests = new SchoolCache<>(10_000, rest);
        this.school = school;
        this.returns = returns;
        this.config = config;
        this.clock = clock;
        this.servers = servers;
        this.sockets = sockets;
        this.transactions = transactions;
    }

    /**
     * The way that a mail takes.
     *
     * @param own the school's own server, if it is that
     */
    record Chosen(MailTransport transport, Optional<MailServer> own) {}

    /**
     * Chooses. A school's own server that has failed a moment ago is not asked: who waits for a
     * server that hangs keeps the mails of other schools waiting.
     *
     * @param evenPaused whether the school's own is taken although it is not in use
     */
    Chosen choose(boolean evenPaused) {
        Optional<MailServers.Opened> own =
                transactions.call(
                        () -> evenPaused ? servers.find().map(servers::opened) : servers.inUse());
        if (own.isPresent() && !evenPaused && rests(own.get().server())) {
            return new Chosen(mail -> new MailTransport.Outcome.TryLater(RESTS), Optional.empty());
        }
        return own.map(this::through).orElseGet(() -> new Chosen(platforms(), Optional.empty()));
    }

    /** Tells when the school's own server may be handed a mail, if not now. */
    Optional<Instant> turn(MailServer own, UUID event) {
        return own.perMinute() == 0 ? Optional.empty() : servers.turn(own, event);
    }

    /** Notes how the school's own server did. */
    void note(MailServer own, Optional<String> trouble) {
        rests.forget(school.id(), key(own));
        rests.get(school.id(), key(own), trouble::isPresent);
        transactions.run(
                () ->
                        trouble.ifPresentOrElse(
                                why -> servers.failed(own.id(), why),
                                () -> servers.succeeded(own.id())));
    }

    private boolean rests(MailServer server) {
        return rests.get(school.id(), key(server), () -> false);
    }

    /** What somebody has changed is tried at once. */
    private static String key(MailServer server) {
        return server.id() + "/" + server.version();
    }

    private Chosen through(MailServers.Opened opened) {
        MailServer server = opened.server();
        SmtpSettings settings =
                new SmtpSettings(
                        server.host(),
                        server.port(),
                        server.security(),
                        server.user()
                                .map(
                                        user ->
                                                new SmtpSettings.Login(
                                                        user, opened.password().orElse(""))),
                        server.from(),
                        Optional.of(sockets.factory()),
                        server.dkim()
                                .map(
                                        dkim ->
                                                new DkimKey(
                                                        dkim.domain(),
                                                        dkim.selector(),
                                                        opened.dkimKey().orElseThrow())));
        return new Chosen(new SmtpMailTransport(settings, clock), Optional.of(server));
    }

    private MailTransport platforms() {
        SmtpSettings settings = platformSettings();
        return new SmtpMailTransport(settings, clock, to -> returns.of(to).orElse(settings.from()));
    }

    private SmtpSettings platformSettings() {
        Optional<SmtpSettings.Login> login =
                setting("user")
                        .map(user -> new SmtpSettings.Login(user, setting("password").orElse("")));
        return new SmtpSettings(
                setting("host").orElse("127.0.0.1"),
                setting("port").map(Integer::valueOf).orElse(25),
                setting("security")
                        .map(name -> Security.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(Security.NONE),
                login,
                setting("from").orElse("no-reply@lyceum.localhost"),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue("lyceum.smtp." + name, String.class);
    }
}
