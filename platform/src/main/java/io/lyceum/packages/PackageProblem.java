package io.lyceum.packages;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with content packages. */
public enum PackageProblem implements ProblemCode {
    NO_SUCH_PACKAGE(404, "There is no such package in this activity."),
    /** {0}: the limit in megabytes. */
    PACKAGE_TOO_LARGE(413, "The package is larger than {0} MB. Make its videos smaller."),
    PACKAGE_REFUSED(422, "This package cannot be used here; nothing of it was kept."),
    NO_PACKAGE_YET(409, "Nothing was uploaded into this activity yet."),
    RUN_GONE(410, "This run of the package is over. Open it again from its lesson."),
    RUN_SUPERSEDED(410, "This package was opened once more, and goes on there."),
    BAD_COMMIT(400, "This is nothing that a package can set: {0}.");

    private final int status;
    private final String message;

    PackageProblem(int status, String message) {
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
