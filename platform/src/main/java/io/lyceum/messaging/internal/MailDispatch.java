package io.lyceum.messaging.internal;

import io.lyceum.messaging.Mail;
import io.lyceum.shared.camel.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Sends mails along their route and waits for what becomes of them. */
@ApplicationScoped
public class MailDispatch {

    private final Routes routes;

    protected MailDispatch() {
        this(null);
    }

    @Inject
    MailDispatch(Routes routes) {
        this.routes = routes;
    }

    /**
     * Sends a mail of the current school.
     *
     * @param event why it is sent
     * @param trial whether it goes through the school's own server although that is not in use
     */
    public void send(Mail mail, UUID event, boolean trial) throws NotTaken {
        Exception failure =
                routes.send(
                                MailRoute.ENTRANCE,
                                exchange ->
                                        exchange.getMessage()
                                                .setBody(new MailRoute.Letter(mail, event, trial)))
                        .join()
                        .getException();
        if (failure instanceof NotTaken notTaken) {
            throw notTaken;
        }
        if (failure != null) {
            throw new IllegalStateException("a mail did not reach the end of its route", failure);
        }
    }
}
