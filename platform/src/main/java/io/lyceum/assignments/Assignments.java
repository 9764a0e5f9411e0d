package io.lyceum.assignments;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;

/** What teachers of the current school ask learners to hand in. */
@UseCase
public class Assignments {

    private final Activities activities;

    protected Assignments() {
        this(null);
    }

    @Inject
    Assignments(Activities activities) {
        this.activities = activities;
    }

    /**
     * Changes what is asked for. What was marked already keeps its marks.
     *
     * @param seen version that the teacher saw
     * @throws Problem NO_SUCH_ACTIVITY, STALE_VERSION, INVALID_INPUT
     */
    public Activity change(Activity activity, String title, Assignment assignment, long seen) {
        Activity kept = activities.keep(activity, assignment.content(), seen);
        return kept.title().equals(title.strip())
                ? kept
                : activities.rename(activity.lesson(), activity.id(), title);
    }
}
