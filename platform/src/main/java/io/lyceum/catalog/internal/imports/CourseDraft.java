package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.LessonParts;
import java.util.List;
import java.util.Optional;

/**
 * A course that was read and not yet written. Values keep the limits of the catalogue's own fields.
 *
 * @param slug wish for the address; made from the title when the source has none
 * @param description Markdown
 * @param language BCP 47 tag
 * @param licence short name; empty when the source names none
 * @param attribution whom to credit, plain text
 * @param sourceUrl where it was taken from; empty when unknown
 */
public record CourseDraft(
        String title,
        String slug,
        String subtitle,
        String description,
        String language,
        Optional<String> level,
        Optional<String> category,
        String teacherName,
        String icon,
        List<String> tags,
        Optional<Price> price,
        String licence,
        String attribution,
        String sourceUrl,
        List<ModuleDraft> modules,
        List<FileDraft> files) {

    public CourseDraft {
        tags = List.copyOf(tags);
        modules = List.copyOf(modules);
        files = List.copyOf(files);
    }

    /** All lessons in order. */
    public List<LessonDraft> lessons() {
        return modules.stream().flatMap(module -> module.lessons().stream()).toList();
    }

    /** A module with its lessons in order. */
    public record ModuleDraft(String title, List<LessonDraft> lessons) {

        public ModuleDraft {
            lessons = List.copyOf(lessons);
        }
    }

    /**
     * A lesson.
     *
     * @param slug unique in the course
     * @param markdown without front matter, as its author wrote it
     * @param minutes to read and to do; 0 when unknown
     * @param preview whether visitors may read it
     * @param file where it was read from, for reports
     * @param firstLine line of that file on which the Markdown begins, 1-based
     * @param parts what plugins put into it
     */
    public record LessonDraft(
            String slug,
            String title,
            String markdown,
            int minutes,
            boolean preview,
            String file,
            int firstLine,
            List<LessonParts.Part> parts) {

        public LessonDraft {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A file that lessons refer to.
     *
     * @param path how lessons refer to it, such as {@code fig/x.svg}
     * @param source where its bytes are in the {@link SourceFiles}
     */
    public record FileDraft(String path, String source, long size) {}

    /** A price in minor units of a currency. */
    public record Price(long minor, String currency) {}
}
