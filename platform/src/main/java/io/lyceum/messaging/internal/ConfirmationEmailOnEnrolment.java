package io.lyceum.messaging.internal;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.learning.LearnerEnrolled;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Confirms an enrolment by mail. */
@ApplicationScoped
class ConfirmationEmailOnEnrolment implements EventListener.Outbound<LearnerEnrolled> {

    @Inject SchoolMail mail;
    @Inject Courses courses;

    @Override
    public Class<LearnerEnrolled> event() {
        return LearnerEnrolled.class;
    }

    @Override
    public void on(UUID id, LearnerEnrolled event) {
        Course course = courses.byId(new CourseId(event.course()));
        mail.send(
                id,
                event.person(),
                new MailContent.EnrolmentConfirmed(
                        course.title(),
                        Optional.of(course.teacherName()).filter(t -> !t.isBlank()),
                        course.lessonCount(),
                        mail.origin() + "/courses/" + course.slug()));
    }
}
