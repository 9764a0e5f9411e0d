package io.lyceum.messaging.internal;

import io.lyceum.messaging.Mail;
import io.lyceum.messaging.MailTransport.Outcome;
import io.lyceum.messaging.internal.MailServersInUse.Chosen;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way of a mail: the server is chosen by the school that the mail is of, takes it or not, and
 * what became of it is noted. Who sends it waits, and tries again later if that is worth it.
 */
@Dependent
class MailRoute extends RouteBuilder {

    static final String ENTRANCE = "direct:mail";

    private static final String CHOSEN = "lyceum.mail.server";

    private final MailServersInUse servers;

    @Inject
    MailRoute(MailServersInUse servers) {
        this.servers = servers;
    }

    /**
     * A mail on its way.
     *
     * @param event why it is sent
     * @param trial whether it goes through the school's own server although that is not in use
     */
    record Letter(Mail mail, UUID event, boolean trial) {}

    @Override
    public void configure() {
        from(ENTRANCE)
                .routeId("mail")
                .errorHandler(noErrorHandler())
                .process(this::choose)
                .process(MailRoute::hand)
                .process(this::note);
    }

    private void choose(Exchange exchange) {
        Letter letter = exchange.getMessage().getBody(Letter.class);
        Chosen chosen = servers.choose(letter.trial());
        exchange.setProperty(CHOSEN, chosen);
        if (!letter.trial()) {
            chosen.own()
                    .flatMap(own -> servers.turn(own, letter.event()))
                    .ifPresent(until -> exchange.setException(NotTaken.before(until)));
        }
    }

    private static void hand(Exchange exchange) {
        Mail mail = exchange.getMessage().getBody(Letter.class).mail();
        exchange.getMessage().setBody(chosen(exchange).transport().send(mail));
    }

    private void note(Exchange exchange) {
        Outcome outcome = exchange.getMessage().getBody(Outcome.class);
        Optional<String> trouble =
                outcome instanceof Outcome.TryLater later
                        ? Optional.of(later.why())
                        : Optional.empty();
        chosen(exchange).own().ifPresent(own -> servers.note(own, trouble));
        trouble.ifPresent(why -> exchange.setException(NotTaken.forNow(why)));
        if (outcome instanceof Outcome.Refused refused) {
            exchange.setException(NotTaken.forGood(refused.why(), refused.nobody()));
        }
    }

    private static Chosen chosen(Exchange exchange) {
        return exchange.getProperty(CHOSEN, Chosen.class);
    }
}
