package io.lyceum.admin.courses;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.admin.courses.OutlineView.ActivityItem;
import io.lyceum.admin.courses.OutlineView.ChangeItem;
import io.lyceum.admin.courses.OutlineView.LessonItem;
import io.lyceum.admin.courses.OutlineView.ModuleItem;
import io.lyceum.admin.courses.OutlineView.RemovedItem;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.OutlineChange;
import io.lyceum.catalog.Outlines;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a course's outline into the reader's words. */
@RequestScoped
class OutlineViews {

    private final Desk desk;
    private final Outlines outlines;
    private final Activities activities;

    protected OutlineViews() {
        this(null, null, null);
    }

    @Inject
    OutlineViews(Desk desk, Outlines outlines, Activities activities) {
        this.desk = desk;
        this.outlines = outlines;
        this.activities = activities;
    }

    OutlineView of(Course course, CourseHead head, List<Course.Module> modules, Form add) {
        List<Activities.Type> types = activities.types();
        Map<LessonId, List<Activity>> inLessons =
                activities.of(course.id()).stream()
                        .collect(Collectors.groupingBy(Activity::lesson));
        return new OutlineView(
                head,
                head.path() + "/outline",
                Outlines.mark(modules),
                types.stream()
                        .map(
                                type ->
                                        Option.of(
                                                type.key(),
                                                type.provided().name().in(desk.locale())))
                        .toList(),
                modules.stream()
                        .map(
                                module ->
                                        new ModuleItem(
                                                module.id().toString(),
                                                module.title(),
                                                desk.t(
                                                        "courses.lessons",
                                                        "lessons",
                                                        module.lessons().size()),
                                                head.path() + "/modules/" + module.id(),
                                                module.lessons().stream()
                                                        .map(
                                                                lesson ->
                                                                        lesson(
                                                                                head, course,
                                                                                lesson, inLessons,
                                                                                types))
                                                        .toList()))
                        .toList(),
                add,
                removed(course, head),
                outlines.changes(course.id()).stream().map(c -> change(c, head)).toList());
    }

    private LessonItem lesson(
            CourseHead head,
            Course course,
            Course.LessonLine lesson,
            Map<LessonId, List<Activity>> inLessons,
            List<Activities.Type> types) {
        String href = head.path() + "/lessons/" + lesson.id();
        String view = "/courses/" + course.slug() + "/lessons/" + lesson.slug();
        return new LessonItem(
                lesson.id().toString(),
                lesson.title(),
                desk.t("outline.minutes", "minutes", lesson.minutes()),
                lesson.preview(),
                href,
                view,
                inLessons.getOrDefault(lesson.id(), List.of()).stream()
                        .map(
                                activity ->
                                        new ActivityItem(
                                                activity.id().toString(),
                                                activity.title(),
                                                kind(types, activity),
                                                href + "/activities/" + activity.id(),
                                                view + "#activity-" + activity.id(),
                                                !activity.isPackage()))
                        .toList());
    }

    private String kind(List<Activities.Type> types, Activity activity) {
        return types.stream()
                .filter(type -> type.isOf(activity))
                .map(type -> type.provided().name().in(desk.locale()))
                .findFirst()
                .orElseGet(() -> desk.t("activities.off", "plugin", activity.plugin()));
    }

    private List<RemovedItem> removed(Course course, CourseHead head) {
        return outlines.removals(course.id()).stream()
                .map(
                        removal ->
                                new RemovedItem(
                                        removal.title(),
                                        removal.kind() == Outlines.Removal.Kind.MODULE
                                                ? desk.t(
                                                        "outline.removed.module",
                                                        "lessons",
                                                        removal.lessons())
                                                : desk.t("outline.removed.lesson"),
                                        removal.at(),
                                        CourseResource.restorePath(head.path(), removal.id())))
                .toList();
    }

    private ChangeItem change(OutlineChange change, CourseHead head) {
        return new ChangeItem(
                what(change),
                change.who(),
                change.at(),
                change.undone(),
                change.undoable()
                        ? Optional.of(OutlineAnswers.undoPath(head.path(), change.id()))
                        : Optional.empty());
    }

    private String what(OutlineChange change) {
        String key = "outline.change." + change.kind();
        if (!change.place().isBlank()) {
            key += ".to";
        }
        return desk.t(
                key, "title", change.title(), "place", change.place(), "more", change.amount() - 1);
    }
}
