package io.lyceum.assignments;

import io.lyceum.activities.ActivityId;
import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt of a learner at an assignment.
 *
 * @param attempt from 1
 * @param text Markdown
 * @param daysLate when it was handed in; 0 for in time
 * @param grade what a teacher has made of it so far; the learner sees it once it is returned
 * @param version goes up with each change
 */
public record Submission(
        SubmissionId id,
        CourseId course,
        ActivityId activity,
        PersonId person,
        int attempt,
        Status status,
        String text,
        Optional<Instant> submittedAt,
        int daysLate,
        Optional<Grade> grade,
        Optional<PersonId> gradedBy,
        Optional<Instant> returnedAt,
        Instant updatedAt,
        long version) {

    /** The longest text, in characters. */
    public static final int LONGEST = 200_000;

    /** Where it stands. */
    public enum Status {
        DRAFT,
        SUBMITTED,
        RETURNED
    }

    public boolean returned() {
        return status == Status.RETURNED;
    }

    /**
     * What it is worth.
     *
     * @param points before anything is taken off, to hundredths
     * @param most that could be reached
     * @param penalty percent that are taken off for being late
     * @param marks by criterion; empty where there is no rubric
     * @param feedback Markdown
     * @param again whether one more attempt is given
     */
    public record Grade(
            double points,
            double most,
            int penalty,
            List<Mark> marks,
            String feedback,
            boolean again) {

        public Grade {
            marks = List.copyOf(marks);
        }

        /** The points that count, to hundredths. */
        public double result() {
            return Math.round(points * (100 - penalty)) / 100.0;
        }

        /** The part of the most that was reached, 0 to 1. */
        public double score() {
            return most == 0 ? 0 : Math.min(1, result() / most);
        }

        /** The same in percent, rounded down, so that nobody passes by rounding. */
        public int percent() {
            return (int) Math.floor(score() * 100 + 1e-9);
        }
    }

    /** The level that was reached in a criterion, as both stood when it was marked. */
    public record Mark(String criterion, String level, double points, double most, String note) {}

    /**
     * A file.
     *
     * @param received how many bytes have arrived
     * @param stored where it lies; nothing while it has not arrived completely
     */
    public record File(
            UUID id, String name, long size, long received, Optional<Stored> stored, Instant at) {

        public boolean whole() {
            return stored.isPresent();
        }
    }

    /** Where the bytes of a file lie, behind a head that only they have. */
    public record Stored(FileType type, FileHash hash) {}
}
