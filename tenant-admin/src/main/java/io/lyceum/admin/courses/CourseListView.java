package io.lyceum.admin.courses;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;

/**
 * The courses of a school.
 *
 * @param category what the category filter stands at; empty for all
 * @param canImport whether the person may bring courses in
 */
public record CourseListView(
        Listing listing,
        List<CourseRow> rows,
        List<Option> categories,
        String category,
        boolean canImport) {

    /**
     * One course of the list.
     *
     * @param size "12 lessons", in the reader's language
     * @param price "Free" or an amount
     * @param view address of the course's public page
     */
    public record CourseRow(
            String id,
            String href,
            String title,
            Badge status,
            String size,
            String category,
            String price,
            Instant updated,
            String view,
            boolean published) {}
}
