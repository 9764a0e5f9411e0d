package io.lyceum.messaging.internal;

import io.lyceum.messaging.MailTransport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Makes the mail transport from the settings {@code lyceum.smtp.*}. */
@ApplicationScoped
class ConfiguredMailTransport {

    private final Config config;
    private final Clock clock;

    @SuppressWarnings("NullAway")
    protected ConfiguredMailTransport() {
        this(null, null);
    }

    @Inject
    ConfiguredMailTransport(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @ApplicationScoped
    MailTransport transport() {
        return new SmtpMailTransport(settings(), clock);
    }

    private SmtpSettings settings() {
        Optional<SmtpSettings.Login> login =
                setting("user")
                        .map(user -> new SmtpSettings.Login(user, setting("password").orElse("")));
        return new SmtpSettings(
                setting("host").orElse("127.0.0.1"),
                setting("port").map(Integer::valueOf).orElse(25),
                setting("security")
                        .map(name -> SmtpSettings.Security.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(SmtpSettings.Security.NONE),
                login,
                setting("from").orElse("no-reply@lyceum.localhost"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue("lyceum.smtp." + name, String.class);
    }
}
