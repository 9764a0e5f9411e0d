package io.lyceum.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * What a lesson said after a change.
 *
 * @param number the lesson's version after it
 * @param author name of who changed it; nothing where it is not known, or they were erased
 */
public record LessonVersion(
        long number, Optional<String> author, String title, String markdown, Instant savedAt) {

    /**
     * The same in a list.
     *
     * @param characters how long the text is
     * @param more by how many characters it is longer than the one before; less than 0 if shorter
     */
    public record Line(
            long number,
            Optional<String> author,
            String title,
            int characters,
            int more,
            Instant savedAt) {}
}
