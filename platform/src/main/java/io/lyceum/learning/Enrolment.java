package io.lyceum.learning;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * A learner in a course.
 *
 * @param percent of the course's lessons that are complete, rounded down
 * @param lastLesson where the learner was last
 */
public record Enrolment(
        EnrolmentId id,
        PersonId person,
        CourseId course,
        Status status,
        int lessonsDone,
        int percent,
        Optional<LessonId> lastLesson,
        Instant enrolledAt,
        Instant lastActivityAt,
        Optional<Instant> completedAt,
        long version) {

    /** Where an enrolment stands. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        CANCELLED
    }

    public boolean completed() {
        return completedAt.isPresent();
    }
}
