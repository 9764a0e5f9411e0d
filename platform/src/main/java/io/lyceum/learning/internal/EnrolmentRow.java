package io.lyceum.learning.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.EnrolmentId;
import io.lyceum.shared.persistence.SchoolOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The row of an enrolment. */
@Entity(name = "EnrolmentRow")
@Table(name = "enrolment")
public class EnrolmentRow extends SchoolOwned {

    @Column(name = "person_id", updatable = false)
    private UUID person;

    @Column(name = "course_id", updatable = false)
    private UUID course;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private Enrolment.Status status = Enrolment.Status.ACTIVE;

    @Column(name = "lessons_done")
    private int lessonsDone;

    @Column(name = "percent")
    private int percent;

    @Column(name = "last_lesson_id")
    private UUID lastLesson;

    @Column(name = "enrolled_at", updatable = false)
    private Instant enrolledAt = Instant.EPOCH;

    @Column(name = "last_activity_at")
    private Instant lastActivityAt = Instant.EPOCH;

    @Column(name = "completed_at")
    private Instant completedAt;

    protected EnrolmentRow() {}

    /** Remembers the lesson that was opened last. */
    public void opened(LessonId lesson, Instant now) {
        lastLesson = lesson.value();
        lastActivityAt = now;
    }

    /**
     * Takes over how much is done.
     *
     * @return whether the course is complete now and was not before
     */
    public boolean progressed(int done, int lessons, Instant now) {
        lessonsDone = done;
        percent = lessons == 0 ? 0 : (int) (100L * done / lessons);
        lastActivityAt = now;
        boolean first = lessons > 0 && done >= lessons && completedAt == null;
        if (first) {
            completedAt = now;
            status = Enrolment.Status.COMPLETED;
        }
        return first;
    }

    public Enrolment view() {
        return new Enrolment(
                new EnrolmentId(id()),
                new PersonId(person),
                new CourseId(course),
                status,
                lessonsDone,
                percent,
                Optional.ofNullable(lastLesson).map(LessonId::new),
                enrolledAt,
                lastActivityAt,
                Optional.ofNullable(completedAt),
                version());
    }
}
