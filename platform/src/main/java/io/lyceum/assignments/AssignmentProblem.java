package io.lyceum.assignments;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with assignments. */
public enum AssignmentProblem implements ProblemCode {
    NO_SUCH_SUBMISSION(404, "There is no such submission."),
    NOTHING_TO_HAND_IN(422, "Write something or add a file before you hand it in."),
    UPLOAD_UNFINISHED(409, "A file has not arrived completely. Finish its upload or remove it."),
    HANDED_IN(409, "It is handed in already. Take it back to change it."),
    NOT_HANDED_IN(409, "It is not handed in, so there is nothing to mark."),
    ALREADY_RETURNED(409, "It was marked and returned already."),
    ASSIGNMENT_CLOSED(409, "The time for handing this in is over."),
    NO_ATTEMPT_LEFT(409, "All attempts are used. Ask your teacher for another one."),
    TOO_MANY_FILES(409, "At most {0} files can be handed in."),
    UPLOAD_OUT_OF_STEP(409, "The upload stands at byte {0}. Go on from there."),
    MARKING_BEGUN(409, "Somebody has begun to mark it. Open the submission to go on."),
    MARKED_BY_RUBRIC(409, "It is marked by a rubric. Open the submission to mark it.");

    private final int status;
    private final String message;

    AssignmentProblem(int status, String message) {
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
