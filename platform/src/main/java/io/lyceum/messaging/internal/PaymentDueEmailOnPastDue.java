package io.lyceum.messaging.internal;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.SubscriptionPastDue;
import io.lyceum.commerce.Subscriptions;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Tells a subscriber that a payment has failed. */
@ApplicationScoped
class PaymentDueEmailOnPastDue implements EventListener.Outbound<SubscriptionPastDue> {

    @Inject SchoolMail mail;
    @Inject Subscriptions subscriptions;
    @Inject People people;

    @Override
    public Class<SubscriptionPastDue> event() {
        return SubscriptionPastDue.class;
    }

    @Override
    public void on(UUID id, SubscriptionPastDue event) {
        Subscription due = subscriptions.byId(event.subscription());
        Locale language =
                people.byId(new PersonId(event.person())).locale().orElse(mail.school().locale());
        mail.send(
                id,
                event.person(),
                new MailContent.PaymentDue(
                        due.title(),
                        CourseText.price(
                                Messages.of("academy", language), due.priceMinor(), due.currency()),
                        due.status() == Subscription.Status.GRACE
                                ? due.graceUntil().map(mail::day)
                                : Optional.empty(),
                        mail.origin() + "/subscriptions"));
    }
}
