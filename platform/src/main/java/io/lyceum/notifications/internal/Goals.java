package io.lyceum.notifications.internal;

import io.lyceum.commerce.LeftCheckouts;
import io.lyceum.identity.Audience;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.notifications.Channel;
import io.lyceum.notifications.Notification;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether there is still a reason to tell somebody when it comes to it: they want it, have not read
 * it, and did not do meanwhile what it asks for; the school still has it told. Inside a
 * transaction.
 */
@ApplicationScoped
class Goals {

    /** An hour of learning that is over so long is no reason any more. */
    static final Duration TOO_LATE = Duration.ofHours(3);

    @Inject Notifications notifications;
    @Inject NotificationPreferences preferences;
    @Inject Sequences sequences;
    @Inject Enrolments enrolments;
    @Inject Audience audience;
    @Inject LeftCheckouts checkouts;
    @Inject Clock clock;

    /** Finds what is still to be told by a channel. */
    Optional<Notification> due(UUID notification, Channel channel) {
        return notifications
                .find(notification)
                .filter(one -> one.readAt().isEmpty())
                .filter(one -> !one.kind().switched() || sequences.of(one.kind()).enabled())
                .filter(one -> preferences.of(one.person()).wants(one.kind().topic(), channel))
                .filter(one -> !reached(one));
    }

    private boolean reached(Notification one) {
        return switch (one.kind()) {
            case CERTIFICATE, RETURNED, NEW_LESSONS, NEW_COURSES -> false;
            case FIRST_COURSE, FIRST_COURSE_AGAIN -> !enrolments.of(one.person()).isEmpty();
            case LESSON_REMINDER ->
                    one.createdAt().isBefore(clock.instant().minus(TOO_LATE)) || hasLearned(one);
            case UNFINISHED, UNFINISHED_AGAIN -> hasLearned(one);
            case CHECKOUT_LEFT -> !checkouts.waits(one.person(), one.facts().path());
            case COMEBACK -> seen(one.person(), one.createdAt());
        };
    }

    /** The last active enrolment comes first. */
    private boolean hasLearned(Notification one) {
        return enrolments.of(one.person()).stream()
                .limit(1)
                .anyMatch(line -> line.enrolment().lastActivityAt().isAfter(one.createdAt()));
    }

    private boolean seen(PersonId person, Instant since) {
        return audience.lastSeen(person).filter(since::isBefore).isPresent();
    }
}
