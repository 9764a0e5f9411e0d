package io.lyceum.admin.courses;

import io.lyceum.admin.currencies.FixedPricesView;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * What a teacher says about a course.
 *
 * @param course around it; nothing while it is a new course
 * @param conflict what somebody else saved meanwhile
 * @param prices in the school's other currencies; none for a new course
 */
public record CourseDetailsView(
        Optional<CourseHead> course,
        Form form,
        List<Option> categories,
        List<Option> levels,
        List<Option> languages,
        List<Option> currencies,
        List<Option> icons,
        Optional<Conflict> conflict,
        FixedPricesView prices) {

    CourseDetailsView with(FixedPricesView other) {
        return new CourseDetailsView(
                course, form, categories, levels, languages, currencies, icons, conflict, other);
    }
}
