package io.lyceum.shared.files;

import io.lyceum.shared.problem.ProblemCode;

/** Why an uploaded zip archive is not unpacked. */
public enum ZipProblem implements ProblemCode {
    /** {0}: what is wrong. */
    ZIP_DAMAGED(422, "The zip archive cannot be read: {0}. Pack the folder again and upload it."),
    ZIP_ENCRYPTED(422, "The zip archive has a password: {0}. Pack it without one."),
    /** {0}: the entry. */
    ZIP_UNSAFE_NAME(422, "The zip archive has an entry with a name that leads elsewhere: {0}."),
    /** {0}: the entry. */
    ZIP_RESERVED_NAME(422, "The zip archive has an entry that cannot be stored everywhere: {0}."),
    /** {0}: the entry. */
    ZIP_LINK(422, "The zip archive has a link or device in it: {0}. Pack plain files only."),
    /** {0}: the entry. */
    ZIP_DUPLICATE(422, "The zip archive has the same name twice: {0}."),
    /** {0}: the limit. */
    ZIP_TOO_MANY_ENTRIES(422, "The zip archive has more than {0} entries."),
    /** {0}: the entry; {1}: the limit. */
    ZIP_TOO_DEEP(422, "The zip archive has folders nested more than {1} deep: {0}."),
    /** {0}: the limit in megabytes. */
    ZIP_TOO_LARGE(413, "Unpacked, the zip archive is larger than {0} MB."),
    /** {0}: the entry; {1}: the limit in megabytes. */
    ZIP_ENTRY_TOO_LARGE(413, "Unpacked, {0} is larger than {1} MB."),
    /** {0}: the entry. */
    ZIP_BOMB(422, "The zip archive unpacks to far more than it holds: {0}.");

    private final int status;
    private final String message;

    ZipProblem(int status, String message) {
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
