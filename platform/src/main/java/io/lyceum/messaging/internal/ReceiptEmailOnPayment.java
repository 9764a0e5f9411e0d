package io.lyceum.messaging.internal;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.PaymentSucceeded;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;

/** Sends whoever has paid a receipt. */
@ApplicationScoped
class ReceiptEmailOnPayment implements EventListener.Outbound<PaymentSucceeded> {

    @Inject SchoolMail mail;
    @Inject Orders orders;
    @Inject People people;

    @Override
    public Class<PaymentSucceeded> event() {
        return PaymentSucceeded.class;
    }

    @Override
    public void on(UUID id, PaymentSucceeded event) {
        Order order = orders.byId(event.order());
        Locale language =
                people.byId(new PersonId(event.person())).locale().orElse(mail.school().locale());
        mail.send(
                id,
                event.person(),
                new MailContent.Receipt(
                        order.title(),
                        order.number().map(String::valueOf).orElse(""),
                        CourseText.price(
                                Messages.of("academy", language),
                                order.totalMinor(),
                                order.currency()),
                        mail.day(order.paidAt().orElse(order.createdAt())),
                        mail.origin() + "/orders/" + order.id()));
    }
}
