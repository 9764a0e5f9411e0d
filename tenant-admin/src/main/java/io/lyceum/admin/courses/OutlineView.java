package io.lyceum.admin.courses;

import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A course's modules and lessons.
 *
 * @param add the form that adds a module
 * @param conflict what to say when somebody else reordered at the same time
 * @param removed what was deleted lately and can be brought back
 */
public record OutlineView(
        CourseHead course,
        List<ModuleItem> modules,
        Form add,
        Optional<String> conflict,
        List<RemovedItem> removed) {

    /**
     * One module.
     *
     * @param renaming the form of the title, open when it was refused
     * @param add the form that adds a lesson to it
     */
    public record ModuleItem(
            String id,
            String title,
            String size,
            boolean first,
            boolean last,
            String path,
            List<LessonItem> lessons) {}

    /**
     * One lesson.
     *
     * @param minutes "5 min", in the reader's language
     * @param empty whether it has no text yet
     * @param elsewhere other modules that it can be moved to
     */
    public record LessonItem(
            String id,
            String title,
            String minutes,
            boolean preview,
            boolean first,
            boolean last,
            String href,
            List<Target> elsewhere) {}

    /**
     * Something that was deleted.
     *
     * @param what "module with 3 lessons", in the reader's language
     * @param restore where a POST brings it back
     */
    public record RemovedItem(String title, String what, Instant at, String restore) {}

    /** A module that a lesson can be moved to. */
    public record Target(String id, String title) {}
}
