package io.lyceum.notes;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with notes. */
public enum NotesProblem implements ProblemCode {
    NO_SUCH_NOTE(404, "This note is not there. It may have been removed on another device."),
    TOO_MANY_NOTES(
            409,
            "There is room for {0} notes in one course. Remove some that you no longer need, then"
                    + " write this one.");

    private final int status;
    private final String message;

    NotesProblem(int status, String message) {
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
