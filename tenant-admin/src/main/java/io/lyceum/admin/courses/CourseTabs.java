package io.lyceum.admin.courses;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Tab;
import io.lyceum.catalog.CourseId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sides of a course. */
public enum CourseTabs {
    OUTLINE(""),
    DETAILS("/details"),
    GRADES("/grades");

    private final String path;

    CourseTabs(String path) {
        this.path = path;
    }

    /** Lists them with one marked. */
    public static List<Tab> of(Desk desk, CourseId course, CourseTabs here) {
        return Arrays.stream(values())
                .map(
                        tab ->
                                new Tab(
                                        "/manage/courses/" + course + tab.path,
                                        desk.t("course.tab." + tab.name().toLowerCase(Locale.ROOT)),
                                        Optional.empty(),
                                        tab == here))
                .toList();
    }
}
