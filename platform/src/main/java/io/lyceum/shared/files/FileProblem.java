package io.lyceum.shared.files;

import io.lyceum.shared.problem.ProblemCode;

/** Why an uploaded file is refused. */
public enum FileProblem implements ProblemCode {
    /** {0}: the limit in megabytes. */
    FILE_TOO_LARGE(413, "The file is larger than {0} MB. Make it smaller and upload it again."),

    FILE_EMPTY(422, "The file is empty. Check it on your computer and upload it again."),

    /** {0}: the ending; {1}: the accepted endings. */
    FILE_TYPE_NOT_ACCEPTED(415, "Files ending in {0} are not accepted. Accepted are: {1}."),

    /** {0}: the ending that the file has. */
    FILE_TYPE_MISMATCH(
            415, "The file ends in {0} but its content is something else. Save it again as {0}."),

    /** {0}: what is wrong, in words. */
    SVG_NOT_ACCEPTED(
            422,
            "This SVG picture cannot be used: {0}. Save it as a plain SVG or as PNG and upload that.");

    private final int status;
    private final String message;

    FileProblem(int status, String message) {
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
