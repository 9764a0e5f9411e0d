package io.lyceum.messaging.internal;

import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.SeatInvitation;
import io.lyceum.commerce.SeatInvited;
import io.lyceum.commerce.Seats;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.Recipient;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.messaging.Suppression;
import io.lyceum.messaging.Suppressions;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells somebody that a seat was paid for them. */
@ApplicationScoped
class SeatInvitationEmail implements EventListener.Outbound<SeatInvited> {

    @Inject SchoolMail mail;
    @Inject Seats seats;
    @Inject Orders orders;
    @Inject People people;
    @Inject Suppressions suppressions;

    @Override
    public Class<SeatInvited> event() {
        return SeatInvited.class;
    }

    /** A list of a thousand keeps nobody's receipt waiting. */
    @Override
    public boolean bulk(SeatInvited event) {
        return true;
    }

    /** What was withdrawn or taken meanwhile is told to nobody. */
    @Override
    public void on(UUID id, SeatInvited event) {
        seats.open(event.invitation())
                .ifPresent(one -> one.email().ifPresent(email -> write(id, one, email)));
    }

    private void write(UUID id, SeatInvitation invitation, String email) {
        if (suppressions
                .find(email)
                .filter(one -> one.reason() != Suppression.Reason.BOUNCED)
                .isPresent()) {
            throw new Undeliverable("The address takes no mails.");
        }
        Order order = orders.byId(invitation.order());
        mail.send(
                id,
                new Recipient(email, "", invitation.language()),
                new MailContent.Seat(
                        buyer(order),
                        order.title(),
                        mail.origin() + seats.path(order, invitation.code())));
    }

    private String buyer(Order order) {
        return Optional.of(order.billed().company())
                .filter(company -> !company.isBlank())
                .or(() -> order.person().map(people::byId).map(Person::name))
                .or(() -> order.guest().map(Order.GuestOf::name))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> mail.school().name());
    }
}
