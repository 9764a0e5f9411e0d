package io.lyceum.admin.courses;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A course's modules, lessons and activities, to be built.
 *
 * @param path of what is done to the outline, for example {@code /manage/courses/…/outline}
 * @param mark of the order that is shown: whoever moves something says it
 * @param kinds of activities that lessons can have
 * @param add the form that adds a module
 * @param removed what was deleted lately and can be brought back
 * @param changes what was done lately, the last first
 */
public record OutlineView(
        CourseHead course,
        String path,
        String mark,
        List<Option> kinds,
        List<ModuleItem> modules,
        Form add,
        List<RemovedItem> removed,
        List<ChangeItem> changes) {

    /** One module. */
    public record ModuleItem(
            String id, String title, String size, String path, List<LessonItem> lessons) {}

    /**
     * One lesson.
     *
     * @param minutes "5 min", in the reader's language
     * @param view what learners see of it
     */
    public record LessonItem(
            String id,
            String title,
            String minutes,
            boolean preview,
            String href,
            String view,
            List<ActivityItem> activities) {}

    /**
     * One activity of a lesson.
     *
     * @param kind in the reader's language
     * @param view what learners see of it
     * @param copies whether it can be copied
     */
    public record ActivityItem(
            String id, String title, String kind, String href, String view, boolean copies) {}

    /**
     * Something that was deleted.
     *
     * @param what "module with 3 lessons", in the reader's language
     * @param restore where a POST brings it back
     */
    public record RemovedItem(String title, String what, Instant at, String restore) {}

    /**
     * Something that was done.
     *
     * @param what in one sentence, in the reader's language
     * @param who by name; nothing where it is not known
     * @param undo where a POST undoes it, if that is possible
     */
    public record ChangeItem(
            String what, Optional<String> who, Instant at, boolean undone, Optional<String> undo) {}
}
