package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Badge;
import java.util.List;
import java.util.Optional;

/**
 * What teachers get of the school's courses.
 *
 * @param older where more courses are
 */
public record AgreementsView(
        List<CourseRow> courses, Optional<String> older, List<TeacherRow> teachers) {

    /**
     * A course.
     *
     * @param shares who gets how much; empty if nobody gets anything
     */
    public record CourseRow(String href, String course, String shares, String terms) {}

    /** A teacher, and how they stand. */
    public record TeacherRow(
            String href, String name, Badge account, String earned, String paid, String owed) {}
}
