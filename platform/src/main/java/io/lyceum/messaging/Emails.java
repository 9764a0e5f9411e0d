package io.lyceum.messaging;

import io.lyceum.messaging.internal.MailComposer;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Sends mails in a school's brand. Made for outbound listeners: never call it in a transaction. */
@ApplicationScoped
public class Emails {

    private final MailComposer composer;
    private final MailTransport transport;

    @SuppressWarnings("NullAway")
    protected Emails() {
        this(null, null);
    }

    @Inject
    Emails(MailComposer composer, MailTransport transport) {
        this.composer = composer;
        this.transport = transport;
    }

    /**
     * Composes a mail and hands it to the mail server.
     *
     * @param eventId why it is sent; the same event and recipient give the same Message-ID
     * @throws EventListener.Undeliverable when the address will never take it
     * @throws NotSentYet when it is worth trying again
     */
    public void send(UUID eventId, Letterhead from, Recipient to, MailContent content) {
        MailTransport.Outcome outcome =
                transport.send(composer.compose(eventId, from, to, content));
        if (outcome instanceof MailTransport.Outcome.Refused refused) {
            throw new EventListener.Undeliverable(refused.why());
        }
        if (outcome instanceof MailTransport.Outcome.TryLater later) {
            throw new NotSentYet(later.why());
        }
    }

    /** Composes a mail without sending it, to show it in the back office. */
    public Mail preview(Letterhead from, Recipient to, MailContent content) {
        return composer.compose(new UUID(0, 0), from, to, content);
    }

    /** The mail server did not take a mail for now. */
    public static final class NotSentYet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotSentYet(String why) {
            super(why);
        }
    }
}
