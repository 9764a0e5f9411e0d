package io.lyceum.notifications.internal;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.assignments.SubmissionReturned;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.PersonId;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.Notifications;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells a learner that something they handed in was marked; a correction is told as well. */
@ApplicationScoped
class NotificationOfReturnedWork implements EventListener.InTransaction<SubmissionReturned> {

    @Inject Notifications notifications;
    @Inject Activities activities;
    @Inject Courses courses;
    @Inject Outlines outlines;

    @Override
    public Class<SubmissionReturned> event() {
        return SubmissionReturned.class;
    }

    @Override
    public void on(UUID id, SubmissionReturned event) {
        Optional<Activity> known = activities.find(new ActivityId(event.activity()));
        if (known.isEmpty()) {
            return;
        }
        Activity activity = known.get();
        Course course = courses.byId(activity.course());
        Optional<Course.LessonLine> lesson =
                outlines.of(course.id()).stream()
                        .flatMap(module -> module.lessons().stream())
                        .filter(one -> one.id().equals(activity.lesson()))
                        .findFirst();
        if (lesson.isEmpty()) {
            return;
        }
        notifications.tell(
                new PersonId(event.person()),
                NotificationKind.RETURNED,
                id.toString(),
                new Facts(
                        course.title(),
                        activity.title(),
                        0,
                        event.percent(),
                        SubmissionTexts.path(course, lesson.get().slug(), activity)));
    }
}
