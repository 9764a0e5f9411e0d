package io.lyceum.messaging;

import io.lyceum.integrations.MailServers;
import io.lyceum.messaging.internal.SchoolMail;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tries whether the school's own mail server works. */
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
