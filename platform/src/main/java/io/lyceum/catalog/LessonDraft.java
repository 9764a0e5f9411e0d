package io.lyceum.catalog;

import java.time.Instant;

/**
 * What somebody has typed in the editor of a lesson and not saved, however incomplete.
 *
 * @param base the lesson's version when it was opened
 * @param revision grows with what is kept, and never comes again; whoever keeps more names the one
 *     that they know
 * @param minutes as typed
 */
public record LessonDraft(
        LessonId lesson,
        long base,
        long revision,
        String title,
        String markdown,
        String minutes,
        boolean preview,
        Instant keptAt) {

    /** What is to be kept. */
    public record Typed(
            long base, String title, String markdown, String minutes, boolean preview) {}

    /**
     * The same in a list of all that somebody has not saved.
     *
     * @param title of the lesson, as it was typed
     * @param course title of the course
     */
    public record Line(
            CourseId courseId, LessonId lesson, String title, String course, Instant keptAt) {}
}
