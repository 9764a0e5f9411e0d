package io.lyceum.messaging;

import io.lyceum.messaging.internal.MailComposer;
import io.lyceum.messaging.internal.MailDispatch;
import io.lyceum.messaging.internal.NotTaken;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.text.Redaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Sends mails in a school's brand. Made for outbound listeners: never call it in a transaction. */
@ApplicationScoped
public class Emails {

    private final MailComposer composer;
    private final MailDispatch dispatch;
    private final MailTexts texts;
    private final Suppressions suppressions;

    @SuppressWarnings("NullAway")
    protected Emails() {
        this(null, null, null, null);
    }

    @Inject
    Emails(
            MailComposer composer,
            MailDispatch dispatch,
            MailTexts texts,
            Suppressions suppressions) {
        this.texts = texts;
        this.suppressions = suppressions;
        this.composer = composer;
        this.dispatch = dispatch;
    }

    /**
     * Composes a mail and hands it to the school's mail server, or the platform's if it has none.
     *
     * @param eventId why it is sent; the same event and recipient give the same Message-ID
     * @param subscription what the reader may refuse; nothing for an answer to what they did
     * @throws EventListener.Undeliverable when the address will never take it
     * @throws EventListener.Unavailable when it is worth trying again
     * @throws EventListener.NotNow when the server's quota is used up for now
     */
    public void send(
            UUID eventId,
            Letterhead from,
            Recipient to,
            MailContent content,
            Optional<Subscription> subscription) {
        Mail mail = composer.compose(eventId, from, to, content, words(content, to), subscription);
        try {
            send(mail, eventId, false);
        } catch (EventListener.Undeliverable e) {
            if (e.getCause() instanceof NotTaken refusal && refusal.isNobody()) {
                suppressions.report(
                        to.address(),
                        Suppression.Reason.BOUNCED,
                        Redaction.withoutAddresses(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /**
     * Sends a mail to try out the school's own server, although it may not be in use.
     *
     * @throws EventListener.Undeliverable when it refuses
     * @throws EventListener.Unavailable when it cannot be reached or used
     */
    public void sendTrial(UUID id, Letterhead from, Recipient to, MailContent content) {
        send(composer.compose(id, from, to, content, Optional.empty(), Optional.empty()), id, true);
    }

    private Optional<Wording> words(MailContent content, Recipient to) {
        return content.kind().flatMap(kind -> texts.wording(kind, to.locale()));
    }

    private void send(Mail mail, UUID event, boolean trial) {
        try {
            dispatch.send(mail, event, trial);
        } catch (NotTaken e) {
            if (e.until().isPresent()) {
                throw new EventListener.NotNow(e.until().get(), String.valueOf(e.getMessage()));
            }
            if (e.isForGood()) {
                throw new EventListener.Undeliverable(e.getMessage(), e);
            }
            throw new EventListener.Unavailable(e.getMessage());
        }
    }

    /** Composes a mail without sending it, to show it in the back office. */
    public Mail preview(
            Letterhead from,
            Recipient to,
            MailContent content,
            Optional<Subscription> subscription) {
        return composer.compose(
                new UUID(0, 0), from, to, content, words(content, to), subscription);
    }
}
