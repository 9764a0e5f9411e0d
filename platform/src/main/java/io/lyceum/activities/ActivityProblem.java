package io.lyceum.activities;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with activities. */
public enum ActivityProblem implements ProblemCode {
    NO_SUCH_ACTIVITY(404, "There is no such activity in this lesson."),
    ACTIVITIES_OPEN(409, "Complete the activities of this lesson first."),
    TOO_MANY_ACTIVITIES(409, "A lesson has at most {0} activities.");

    private final int status;
    private final String message;

    ActivityProblem(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
