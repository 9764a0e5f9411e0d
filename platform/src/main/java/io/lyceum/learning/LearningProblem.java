package io.lyceum.learning;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with enrolling and learning. */
public enum LearningProblem implements ProblemCode {
    NOT_ENROLLED(403, "Enrol in the course first; then its lessons open."),
    COURSE_NOT_FREE(402, "This course has a price. Buy it on its page.");

    private final int status;
    private final String message;

    LearningProblem(int status, String message) {
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
