package io.lyceum.notifications.internal;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityProblem;
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
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        Activity activity;
        try {
            activity = activities.byId(new ActivityId(event.activity()));
        } catch (Problem problem) {
            if (problem.code() != ActivityProblem.NO_SUCH_ACTIVITY) {
                throw problem;
            }
            return;
        }
        Course course = courses.byId(activity.course());
        notifications.tell(
                new PersonId(event.person()),
                NotificationKind.RETURNED,
                id.toString(),
                new Facts(
                        course.title(),
                        activity.title(),
                        0,
                        event.percent(),
                        SubmissionTexts.path(
                                course,
                                outlines.lesson(course.id(), activity.lesson()).slug(),
                                activity)));
    }
}
