package io.lyceum.catalog;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with courses. */
public enum CourseProblem implements ProblemCode {
    NO_SUCH_COURSE(404, "There is no such course at this school."),
    NO_SUCH_LESSON(404, "There is no such lesson in this course."),
    SLUG_IN_USE(409, "Another course has the address {0}. Choose another one."),
    NOT_READY_TO_PUBLISH(409, "The course cannot be published yet: {0}."),
    PUBLISHED_ALREADY(409, "The course is live already."),
    HAS_LEARNERS(409, "The course has learners, so it cannot be deleted. Archive it instead."),
    CATEGORY_IN_USE(409, "The category still has courses. Move them first."),
    NOTHING_TO_RESTORE(404, "It was brought back already, or is gone for good."),
    NOTHING_TO_UNDO(404, "It was undone already, or happened too long ago."),
    CHANGED_SINCE(
            409,
            "This was changed again since, so it cannot be undone. Undo the later change first."),
    OUTLINE_CHANGED(
            412,
            "Somebody changed the outline meanwhile. This is how it stands now; try your change again."),
    LESSON_TOO_LONG(422, "A lesson holds at most {0} characters.");

    private final int status;
    private final String message;

    CourseProblem(int status, String message) {
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
