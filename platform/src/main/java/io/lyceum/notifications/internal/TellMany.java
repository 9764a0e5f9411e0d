package io.lyceum.notifications.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.Audience;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Attendance;
import io.lyceum.notifications.AnnouncementDue;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Sequences;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells a portion of those whom an announcement concerns, and leaves the rest to the next one,
 * unless the school has switched it off meanwhile.
 */
@ApplicationScoped
class TellMany implements EventListener.InTransaction<AnnouncementDue> {

    private static final int PORTION = 200;

    @Inject Audience audience;
    @Inject Attendance attendance;
    @Inject Notifications notifications;
    @Inject Sequences sequences;
    @Inject Outbox outbox;

    @Override
    public Class<AnnouncementDue> event() {
        return AnnouncementDue.class;
    }

    @Override
    public void on(UUID id, AnnouncementDue event) {
        if (!sequences.of(event.kind()).enabled()) {
            return;
        }
        Optional<PersonId> last = event.last().map(PersonId::new);
        List<PersonId> people =
                event.course()
                        .map(course -> attendance.learners(new CourseId(course), last, PORTION))
                        .orElseGet(() -> audience.after(last, PORTION));
        people.forEach(
                person -> notifications.tell(person, event.kind(), event.about(), event.facts()));
        if (people.size() == PORTION) {
            outbox.publish(
                    new AnnouncementDue(
                            event.kind(),
                            event.about(),
                            event.course(),
                            event.facts(),
                            Optional.of(people.get(PORTION - 1).value())));
        }
    }
}
