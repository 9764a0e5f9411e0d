package io.lyceum.notifications.internal;

import io.lyceum.identity.Audience;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.notifications.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What a sequence is for: who is there already is not told any more. */
@ApplicationScoped
class Goals {

    @Inject Enrolments enrolments;
    @Inject Audience audience;

    /** Tells whether somebody did, since it was told, what a notification asks for. */
    boolean reached(Notification one) {
        return switch (one.kind()) {
            case CERTIFICATE, NEW_LESSONS, NEW_COURSES -> one.readAt().isPresent();
            case FIRST_COURSE, FIRST_COURSE_AGAIN -> !enrolments.of(one.person()).isEmpty();
            case UNFINISHED, UNFINISHED_AGAIN, LESSON_REMINDER -> hasLearned(one);
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
