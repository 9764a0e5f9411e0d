package io.lyceum.academy;

import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.web.PageCache;
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
    @Inject SchoolPlugins plugins;
    @Inject Transactions transactions;

    private record CategoryList(List<Course.Category> list) {}

    private record Fillers(List<PageSlots.Filler> list) {}

    private record Languages(List<String> list) {}

    /** Categories in their order, with the number of published courses. */
    List<Course.Category> categories() {
        return kept.part(
                        school.id(),
                        "categories",
                        CategoryList.class,
                        () -> new CategoryList(categories.list()))
                .list();
    }

    /** Languages that published courses are taught in. */
    List<String> languages() {
        return kept.part(
                        school.id(),
                        "languages",
                        Languages.class,
                        () -> new Languages(catalogue.languages()))
                .list();
    }

    /** Plugins that fill slots of pages, in the order of their names. */
    List<PageSlots.Filler> fillers() {
        return kept.part(
                        school.id(),
                        "slots",
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
                Integer.class,
                () -> catalogue.count(filter, limit));
    }

    /** A course's description as HTML. */
    String description(Course course) {
        return kept.part(
                school.id(),
                "description " + course.id() + " " + course.version(),
                String.class,
                () -> courses.description(course));
    }
}
