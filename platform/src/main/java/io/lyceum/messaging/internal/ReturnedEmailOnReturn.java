package io.lyceum.messaging.internal;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.assignments.Submission;
import io.lyceum.assignments.SubmissionId;
import io.lyceum.assignments.SubmissionReturned;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.assignments.Submissions;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.Outlines;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells a learner that something they handed in came back, marked. */
@ApplicationScoped
class ReturnedEmailOnReturn implements EventListener.Outbound<SubmissionReturned> {

    @Inject SchoolMail mail;
    @Inject Submissions submissions;
    @Inject Activities activities;
    @Inject Courses courses;
    @Inject Outlines outlines;

    @Override
    public Class<SubmissionReturned> event() {
        return SubmissionReturned.class;
    }

    /** What was taken out of its lesson meanwhile is told to nobody. */
    @Override
    public void on(UUID id, SubmissionReturned event) {
        try {
            write(id, submissions.byId(new SubmissionId(event.submission())));
        } catch (Problem problem) {
            if (problem.code() != ActivityProblem.NO_SUCH_ACTIVITY
                    && problem.code() != CourseProblem.NO_SUCH_LESSON) {
                throw problem;
            }
        }
    }

    private void write(UUID id, Submission submission) {
        Activity activity = activities.byId(submission.activity());
        Course course = courses.byId(submission.course());
        Submission.Grade grade = submission.grade().orElseThrow();
        String lesson = outlines.lesson(course.id(), activity.lesson()).slug();
        mail.send(
                id,
                submission.person().value(),
                new MailContent.Returned(
                        course.title(),
                        activity.title(),
                        grade.result(),
                        grade.most(),
                        grade.again(),
                        mail.origin() + SubmissionTexts.path(course, lesson, activity)));
    }
}
