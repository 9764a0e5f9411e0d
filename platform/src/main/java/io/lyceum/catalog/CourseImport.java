package io.lyceum.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * One import on its way from an uploaded file to courses.
 *
 * @param title of the course, or the file's name for a table of courses
 * @param counts lines of the fidelity report; grow while the file is read
 * @param done how much of the running step is done: bytes while reading, courses, lessons and files
 *     while writing
 * @param total all that the running step has to do; 0 when nothing runs or it is unknown
 * @param courses how many courses were written so far
 * @param failure only when FAILED
 * @param version goes up with each change
 */
public record CourseImport(
        ImportId id,
        Kind kind,
        Status status,
        String fileName,
        long fileSize,
        String title,
        Counts counts,
        long done,
        long total,
        int courses,
        Optional<ImportFailure> failure,
        Instant createdAt,
        Optional<Instant> finishedAt,
        long version) {

    /** What the file turned out to be. */
    public enum Kind {
        /** Not read yet, or nothing that can be read. */
        UNKNOWN,
        /** A lesson of The Carpentries Workbench. */
        CARPENTRIES,
        /** Lyceum's own course format. */
        LYCEUM,
        /** A table of many courses. */
        CATALOGUE
    }

    /** Where an import stands. */
    public enum Status {
        /** The file is looked at in the background; the report grows. */
        READING,
        /** A table whose columns somebody has to name first: none of them is the title. */
        MAPPING,
        /** The report is complete; nothing is written until somebody confirms. */
        REVIEW,
        /** Courses are written in the background. */
        WRITING,
        DONE,
        FAILED,
        /** Given up by somebody; what was written before stays. */
        CANCELLED
    }

    /** Tells whether it changes by itself, so that a page should look again. */
    public boolean moving() {
        return status == Status.READING || status == Status.WRITING;
    }

    /** Tells whether it can still be given up. */
    public boolean cancellable() {
        return switch (status) {
            case READING, MAPPING, REVIEW, WRITING -> true;
            case DONE, FAILED, CANCELLED -> false;
        };
    }

    /** Tells whether somebody can let it write: the report is complete and something comes in. */
    public boolean confirmable() {
        return status == Status.REVIEW && counts.comesIn() > 0;
    }

    /** How far the running step is, 0 to 100. */
    public int percent() {
        if (status == Status.DONE) {
            return 100;
        }
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }

    /** How many lines of each severity the report has. */
    public record Counts(int comesIn, int changed, int lost, int refused) {

        public int of(ImportSeverity severity) {
            return switch (severity) {
                case COMES_IN -> comesIn;
                case CHANGED -> changed;
                case LOST -> lost;
                case REFUSED -> refused;
            };
        }

        public int all() {
            return comesIn + changed + lost + refused;
        }
    }

    /** A course that an import wrote. */
    public record Result(CourseId course, String slug, String title) {}
}
