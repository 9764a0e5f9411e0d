package io.lyceum.admin.search;

import java.util.List;

/** What was found by name in the whole back office. */
public record SearchView(String query, List<Hit> hits) {

    /**
     * One find.
     *
     * @param icon name of its icon
     * @param kind "Course", "Person", in the reader's language
     */
    public record Hit(String href, String label, String detail, String icon, String kind) {}
}
