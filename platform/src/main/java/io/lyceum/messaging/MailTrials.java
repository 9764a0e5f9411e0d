package io.lyceum.messaging;

import io.lyceum.integrations.MailServers;
import io.lyceum.messaging.internal.MailComposer;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Shows and tries out mails: whether the school's own server works, and how its words look. */
@ApplicationScoped
public class MailTrials {

    private final MailServers servers;
    private final SchoolMail mail;
    private final Transactions transactions;
    private final Clock clock;

    protected MailTrials() {
        this(null, null, null, null);
    }

    @Inject
    MailTrials(MailServers servers, SchoolMail mail, Transactions transactions, Clock clock) {
        this.servers = servers;
        this.mail = mail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Composes a mail as a person would get it, about a course that does not exist. */
    public Mail preview(MailKind kind, Locale language, UUID person) {
        return mail.preview(person, language, sample(kind, language));
    }

    /**
     * Sends such a mail. Call it outside of transactions.
     *
     * @throws EventListener.Undeliverable when the address will never take it
     * @throws EventListener.Unavailable when the server does not take it for now
     */
    public void send(MailKind kind, Locale language, UUID person) {
        mail.sendSample(Ids.at(clock.instant()), person, language, sample(kind, language));
    }

    private MailContent sample(MailKind kind, Locale language) {
        return MailComposer.sample(
                kind, Messages.of("mail", language).get("sample.course"), mail.origin());
    }

    /**
     * Sends a mail through it, whether it is in use or not, and waits for what becomes of it: up to
     * half a minute. Call it outside of transactions.
     *
     * @param person who gets it
     * @throws Problem NOT_FOUND if the school has none
     */
    public DeliveryAttempt send(UUID person) {
        String host =
                transactions
                        .call(servers::find)
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND))
                        .host();
        Instant at = clock.instant();
        String error = "";
        try {
            mail.sendTrial(Ids.at(at), person, new MailContent.Trial(host));
        } catch (EventListener.Undeliverable | EventListener.Unavailable e) {
            error = String.valueOf(e.getMessage());
        }
        int millis = Math.toIntExact(Duration.between(at, clock.instant()).toMillis());
        return new DeliveryAttempt(1, at, millis, error.isEmpty(), Optional.empty(), error, "");
    }
}
