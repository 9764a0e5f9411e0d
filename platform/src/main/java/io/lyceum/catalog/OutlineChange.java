package io.lyceum.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done to a course's outline.
 *
 * @param who did it, by name; nothing where it is not known
 * @param title of what it was done to, the first where there are several
 * @param place the module that it went to; blank where it went nowhere
 * @param amount how many lessons or modules it was done to
 * @param undoable whether it was not undone and nothing happened since to what it touched
 */
public record OutlineChange(
        OutlineChangeId id,
        Kind kind,
        Optional<String> who,
        String title,
        String place,
        int amount,
        Instant at,
        boolean undone,
        boolean undoable) {

    /** What was done. */
    public enum Kind {
        MODULE_ADDED,
        MODULE_COPIED,
        MODULE_MOVED,
        MODULE_REMOVED,
        MODULE_RENAMED,
        LESSON_ADDED,
        LESSON_RENAMED,
        LESSONS_COPIED,
        LESSONS_CLOSED,
        LESSONS_MOVED,
        LESSONS_OPENED,
        LESSONS_REMOVED
    }
}
