package io.lyceum.admin.categories;

import io.lyceum.admin.shell.Form;
import java.util.List;

/** The categories in their order, and the form that adds one. */
public record CategoriesView(Form add, List<CategoryRow> rows) {

    /**
     * One category.
     *
     * @param courses how many published courses it holds, in words
     * @param path where renaming and removing are posted
     */
    public record CategoryRow(
            String id, String name, String slug, String courses, boolean used, String path) {}
}
