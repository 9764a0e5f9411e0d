package io.lyceum.notifications.internal;

import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.MailKind;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.messaging.Subscription;
import io.lyceum.notifications.Channel;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.Notification;
import io.lyceum.notifications.NotificationMailDue;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Topic;
import io.lyceum.notifications.UnsubscribeTokens;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Says by mail what somebody was told, unless there is no reason to any more. */
@ApplicationScoped
class MailOfNotification implements EventListener.Outbound<NotificationMailDue> {

    @Inject Notifications notifications;
    @Inject Goals goals;
    @Inject SchoolMail mail;
    @Inject UnsubscribeTokens tokens;
    @Inject Transactions transactions;

    @Override
    public Class<NotificationMailDue> event() {
        return NotificationMailDue.class;
    }

    @Override
    public boolean bulk(NotificationMailDue event) {
        return !event.prompt();
    }

    @Override
    public void on(UUID id, NotificationMailDue event) {
        Optional<Notification> due =
                transactions.call(() -> goals.due(event.notification(), Channel.MAIL));
        if (due.isEmpty()) {
            return;
        }
        Notification one = due.get();
        MailKind kind = one.kind().mail().orElseThrow();
        Topic topic = one.kind().topic();
        Facts facts = one.facts();
        String origin = mail.origin();
        boolean sent =
                mail.send(
                        id,
                        one.person().value(),
                        new MailContent.Nudge(
                                kind,
                                facts.course(),
                                facts.lesson(),
                                facts.count(),
                                facts.percent(),
                                origin + facts.path()),
                        new Subscription(
                                topic.name().toLowerCase(Locale.ROOT),
                                origin + "/unsubscribe/" + tokens.of(one.person(), topic),
                                origin + "/notifications/settings"));
        if (sent) {
            transactions.run(() -> notifications.mailed(one.id()));
        }
    }
}
