package io.lyceum.messaging.internal;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Disputes;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.PaymentDisputed;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells all who run the school that a payment is disputed, while something can be done. */
@ApplicationScoped
class MailOnDispute implements EventListener.Outbound<PaymentDisputed> {

    @Inject SchoolMail mail;
    @Inject Orders orders;
    @Inject Disputes disputes;

    @Override
    public Class<PaymentDisputed> event() {
        return PaymentDisputed.class;
    }

    @Override
    public void on(UUID id, PaymentDisputed event) {
        Order order = orders.byId(event.order());
        disputes.of(order.id()).stream()
                .filter(dispute -> dispute.id().equals(event.dispute()) && dispute.open())
                .forEach(dispute -> mail.sendToAdmins(id, content(order, dispute)));
    }

    private MailContent content(Order order, Dispute dispute) {
        return new MailContent.Disputed(
                order.title(),
                order.number().map(String::valueOf).orElse(""),
                CourseText.price(
                        Messages.of("academy", mail.school().locale()),
                        dispute.amountMinor(),
                        dispute.currency()),
                dispute.dueAt().map(mail::day),
                mail.origin() + "/manage/orders/" + order.id());
    }
}
