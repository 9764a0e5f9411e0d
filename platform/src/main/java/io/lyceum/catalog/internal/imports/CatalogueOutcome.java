package io.lyceum.catalog.internal.imports;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of one row of a table.
 *
 * @param row 1-based, without the header
 * @param line of the file on which the row starts, 1-based
 * @param course empty when the row is refused
 * @param lines of the report: that it comes in or is refused, and what changes
 */
public record CatalogueOutcome(
        int row, int line, Optional<CatalogueRow> course, List<FidelityLine> lines) {

    public CatalogueOutcome {
        lines = List.copyOf(lines);
    }
}
