package io.lyceum.catalog;

import io.lyceum.shared.problem.ProblemCode;

/** Why a file cannot be imported at all. What happens to its parts is in the fidelity report. */
public enum ImportProblem implements ProblemCode {
    /** {0}: what was found. */
    IMPORT_FORMAT_UNKNOWN(
            422,
            "This file is no course that can be read: {0}. Upload a Carpentries lesson as zip, a"
                    + " course in Lyceum''s JSON format, or a table of courses as CSV or JSON."),
    /** {0}: the limit in megabytes. */
    IMPORT_TOO_LARGE(413, "The file is larger than {0} MB. Split it and import the parts."),
    IMPORT_EMPTY(422, "The file is empty. Check it on your computer and upload it again."),

    /** Only as the failure of an import, never as an answer. */
    IMPORT_BROKE_OFF(500, "Something went wrong on our side. Nothing more was written; try again."),

    /**
     * {0}: how many mistakes; {1}: line of the first one; {2}: what it is. Each is a field error
     * with its JSON pointer.
     */
    COURSE_FILE_INVALID(422, "The course file has {0} mistakes. The first, in line {1}: {2}."),
    /** {0}: what is missing or wrong. */
    LESSON_INVALID(422, "The Carpentries lesson cannot be read: {0}."),

    /** {0}: what was tried. */
    CATALOGUE_UNREADABLE(422, "The table cannot be read: {0}."),
    CATALOGUE_NO_TITLE(422, "No column is the course title. Choose it in the mapping."),
    /** {0}: the field. */
    CATALOGUE_FIELD_TWICE(422, "Two columns are mapped to {0}. Keep one of them."),

    NO_SUCH_IMPORT(404, "There is no such import at this school."),
    /** {0}: the state. */
    IMPORT_NOT_WAITING(409, "This cannot be done while the import is in the state {0}."),
    IMPORT_WITHOUT_CONTENT(
            409, "Nothing of this file comes in. The report says why, line by line.");

    private final int status;
    private final String message;

    ImportProblem(int status, String message) {
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
