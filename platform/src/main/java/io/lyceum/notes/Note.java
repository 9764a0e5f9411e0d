package io.lyceum.notes;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import java.time.Instant;
import java.util.Objects;

/**
 * A learner's note to a lesson.
 *
 * @param text as it was typed; empty only where a passage is quoted
 * @param version grows with each change
 */
public record Note(
        NoteId id,
        CourseId course,
        LessonId lesson,
        String text,
        Anchor anchor,
        Instant createdAt,
        Instant changedAt,
        long version) {

    /** The most characters of a text. */
    public static final int LONGEST = 20_000;

    /**
     * Where in a lesson a note belongs.
     *
     * @param heading words of the heading under which it was written; may be empty
     * @param quote the passage that it is about; may be empty
     * @param before what stands right before the passage, by which it is found among equal ones
     * @param permille where that was in the text, 0 to 1000
     */
    public record Anchor(String heading, String quote, String before, int permille) {

        /** The whole lesson. */
        public static final Anchor LESSON = new Anchor("", "", "", 0);

        static final int LONGEST_HEADING = 300;
        static final int LONGEST_QUOTE = 2_000;
        static final int LONGEST_BEFORE = 100;

        public Anchor {
            heading = Objects.requireNonNullElse(heading, "").strip();
            quote = Objects.requireNonNullElse(quote, "").strip();
            before = Objects.requireNonNullElse(before, "");
            permille = Math.max(0, Math.min(1000, permille));
        }
    }

    /** What is written: a text and where it belongs. */
    public record Draft(String text, Anchor anchor) {

        public Draft {
            text = Objects.requireNonNullElse(text, "");
        }
    }
}
