package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import java.util.List;
import java.util.Optional;

/**
 * One course of a table, within the limits of the catalogue's fields.
 *
 * @param slug as the table names it; empty to make it from the title
 * @param minutes 0 when unknown
 */
public record CatalogueRow(
        String title,
        Optional<String> slug,
        String subtitle,
        String description,
        Optional<String> category,
        Course.Level level,
        String language,
        Price price,
        int minutes,
        String teacherName,
        List<String> tags,
        Optional<String> externalId) {

    public CatalogueRow {
        tags = List.copyOf(tags);
    }
}
