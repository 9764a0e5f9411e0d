package io.lyceum.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A course without its lessons' text.
 *
 * @param description Markdown
 * @param language BCP 47 tag of what is taught in
 * @param icon topic key of the course art
 * @param priceMinor price in minor units of the currency; 0 for a free course
 * @param minutes sum over the lessons
 * @param publishAt when it goes live by itself; in the past while something keeps it from that
 * @param version goes up with each change of the course's own fields
 */
public record Course(
        CourseId id,
        String slug,
        String title,
        String subtitle,
        String description,
        String language,
        Level level,
        Optional<CategoryId> category,
        String teacherName,
        String icon,
        List<String> tags,
        long priceMinor,
        String currency,
        String licence,
        String attribution,
        Status status,
        int lessonCount,
        int minutes,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> publishedAt,
        Optional<Instant> publishAt,
        long version) {

    /** Whom a course is for. */
    public enum Level {
        BEGINNER,
        INTERMEDIATE,
        ADVANCED,
        ALL;

        /** Reads a level in any case. */
        public static Optional<Level> of(String text) {
            try {
                return Optional.of(valueOf(text.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Where a course stands. */
    public enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    /** Tells whether it costs nothing. */
    public boolean free() {
        return priceMinor == 0;
    }

    public boolean published() {
        return status == Status.PUBLISHED;
    }

    /** A module with its lessons in order. */
    public record Module(
            ModuleId id, String title, int position, long version, List<LessonLine> lessons) {

        public Module {
            lessons = List.copyOf(lessons);
        }
    }

    /**
     * A lesson in an outline.
     *
     * @param preview whether visitors may read it
     */
    public record LessonLine(
            LessonId id, String slug, String title, int minutes, boolean preview, int position) {}

    /**
     * A lesson with its text.
     *
     * @param html sanitised; may be written into a page unescaped
     */
    public record Lesson(
            LessonId id,
            CourseId course,
            ModuleId module,
            String slug,
            String title,
            String markdown,
            String html,
            int minutes,
            boolean preview,
            int position,
            Instant updatedAt,
            long version) {}

    /** A category with the number of its published courses. */
    public record Category(CategoryId id, String slug, String name, int position, int courses) {}
}
