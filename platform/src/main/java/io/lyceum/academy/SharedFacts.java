package io.lyceum.academy;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.web.PageCache;
import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What pages of a school say to everybody alike and is dear to find out; it may lag behind by
 * moments, as kept pages do.
 */
@ApplicationScoped
class SharedFacts {

    @Inject PageCache kept;
    @Inject CurrentSchool school;
    @Inject Courses courses;
    @Inject Categories categories;
    @Inject Catalogue catalogue;
    @Inject Outlines outlines;
    @Inject Activities activities;
    @Inject SchoolPlugins plugins;
    @Inject Transactions transactions;

    private record CategoryList(List<Course.Category> list) {}

    private record Fillers(List<PageSlots.Filler> list) {}

    private record Outline(List<Course.Module> list) {}

    private record ActivityList(List<Activity> list) {}

    private record Languages(List<String> list) {}

    /** Categories in their order, with the number of published courses. */
    List<Course.Category> categories() {
        return kept.part(
                        school.id(),
                        "categories",
                        Keep.UNTIL_CHANGED,
                        CategoryList.class,
                        () -> new CategoryList(categories.list()))
                .list();
    }

    /** Languages that published courses are taught in. */
    List<String> languages() {
        return kept.part(
                        school.id(),
                        "languages",
                        Keep.UNTIL_CHANGED,
                        Languages.class,
                        () -> new Languages(catalogue.languages()))
                .list();
    }

    /** Plugins that fill slots of pages, in the order of their names. */
    List<PageSlots.Filler> fillers() {
        return kept.part(
                        school.id(),
                        "slots",
                        Keep.FOR_MOMENTS,
                        Fillers.class,
                        () -> new Fillers(transactions.call(this::running)))
                .list();
    }

    private List<PageSlots.Filler> running() {
        return plugins.list().stream()
                .filter(SchoolPlugin::running)
                .flatMap(plugin -> PageSlots.Filler.of(plugin).stream())
                .toList();
    }

    /** How many published courses pass a filter; counting ends after the limit. */
    int count(Catalogue.Filter filter, int limit) {
        return kept.part(
                school.id(),
                "count " + limit + " " + filter,
                Keep.UNTIL_CHANGED,
                Integer.class,
                () -> catalogue.count(filter, limit));
    }

    /** A course's description as HTML. */
    String description(Course course) {
        return kept.part(
                school.id(),
                "description " + course.id() + " " + course.version(),
                Keep.UNTIL_CHANGED,
                String.class,
                () -> courses.description(course));
    }

    /**
     * A course by its slug, published or not.
     *
     * @throws io.lyceum.shared.problem.Problem NO_SUCH_COURSE
     */
    Course course(String slug) {
        return kept.part(
                school.id(),
                "course " + slug,
                Keep.UNTIL_CHANGED,
                Course.class,
                () -> courses.bySlug(slug));
    }

    /** A course's modules with their lessons. */
    List<Course.Module> outline(Course course) {
        return kept.part(
                        school.id(),
                        "outline " + course.id(),
                        Keep.UNTIL_CHANGED,
                        Outline.class,
                        () -> new Outline(outlines.of(course.id())))
                .list();
    }

    /**
     * A lesson as readers see it.
     *
     * @throws io.lyceum.shared.problem.Problem NO_SUCH_LESSON
     */
    Course.Lesson lesson(Course course, String slug) {
        return kept.part(
                school.id(),
                "lesson " + course.id() + " " + slug,
                Keep.UNTIL_CHANGED,
                Course.Lesson.class,
                () -> catalogue.lesson(course.id(), slug));
    }

    /** The activities of a lesson in their order. */
    List<Activity> activities(LessonId lesson) {
        return kept.part(
                        school.id(),
                        "activities " + lesson,
                        Keep.UNTIL_CHANGED,
                        ActivityList.class,
                        () -> new ActivityList(activities.of(lesson)))
                .list();
    }
}
