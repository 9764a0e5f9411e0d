package io.lyceum.admin.courses;

import io.lyceum.admin.desk.TextDiff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a lesson said before.
 *
 * @param path of the list
 * @param rows the latest first
 * @param shown the one that is looked at; nothing on the list itself
 */
public record LessonVersionsView(String path, List<Row> rows, Optional<Shown> shown) {

    /**
     * A version.
     *
     * @param author empty where it is not known
     * @param length as shown to people
     * @param more by how much it is longer or shorter than the one before, as shown to people
     * @param current whether the lesson says so now
     * @param chosen whether it is looked at
     */
    public record Row(
            String href,
            String title,
            String author,
            Instant when,
            String length,
            String more,
            boolean current,
            boolean chosen) {}

    /**
     * A version with what is different in it.
     *
     * @param title what the page calls it
     * @param now whether it is compared with what the lesson says now, not with the version before
     * @param titles what is different in the title; nothing if it is the same
     * @param text what is different in the text
     * @param version of the lesson, from which restoring starts
     */
    public record Shown(
            String href,
            String title,
            boolean current,
            boolean now,
            Optional<TextDiff> titles,
            TextDiff text,
            long version) {}
}
