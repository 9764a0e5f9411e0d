package io.lyceum.notifications.internal;

import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.notifications.Channel;
import io.lyceum.notifications.Notification;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.NotificationPushDue;
import io.lyceum.notifications.NotificationTexts;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Preference;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Says on somebody's devices what they were told, but not in their quiet hours. */
@ApplicationScoped
class PushOfNotification implements EventListener.Outbound<NotificationPushDue> {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration REMINDER_KEPT = Duration.ofHours(3);

    @Inject Notifications notifications;
    @Inject NotificationPreferences preferences;
    @Inject Goals goals;
    @Inject People people;
    @Inject PushDispatch push;
    @Inject Schools schools;
    @Inject CurrentSchool school;
    @Inject Transactions transactions;
    @Inject Clock clock;

    @Override
    public Class<NotificationPushDue> event() {
        return NotificationPushDue.class;
    }

    @Override
    public boolean bulk(NotificationPushDue event) {
        return !event.prompt();
    }

    private record Due(Notification notification, Locale reader) {}

    @Override
    public void on(UUID id, NotificationPushDue event) {
        Optional<Due> due = transactions.call(() -> due(event.notification()));
        if (due.isEmpty()) {
            return;
        }
        Notification one = due.get().notification();
        PushDispatch.Outcome outcome =
                push.send(
                        one.person(),
                        one.id(),
                        NotificationTexts.of(one.kind(), one.facts(), due.get().reader()),
                        "/notifications/" + one.id(),
                        one.kind() == NotificationKind.LESSON_REMINDER ? REMINDER_KEPT : KEPT);
        if (outcome.taken() > 0) {
            transactions.run(() -> notifications.pushed(one.id()));
        }
        // One that has shown it shows it only once: the others are not worth showing it there
        // again.
        if (outcome.taken() == 0 && outcome.later() > 0) {
            throw new Unavailable("a push service did not take it for now");
        }
    }

    private Optional<Due> due(UUID notification) {
        Optional<Notification> found = goals.due(notification, Channel.PUSH);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Notification one = found.get();
        Person person = people.byId(one.person());
        if (!person.active()) {
            return Optional.empty();
        }
        Preference preference = preferences.of(one.person());
        preference
                .quiet()
                .flatMap(quiet -> quiet.over(clock.instant().atZone(preferences.zone(preference))))
                .ifPresent(
                        over -> {
                            throw new NotNow(over, "the reader's quiet hours");
                        });
        return Optional.of(
                new Due(
                        one,
                        person.locale()
                                .orElseGet(
                                        () -> schools.byId(school.id()).orElseThrow().locale())));
    }
}
