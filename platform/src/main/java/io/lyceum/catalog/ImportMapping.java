package io.lyceum.catalog;

import io.lyceum.shared.problem.Problem;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody says about the columns of a table of courses.
 *
 * @param columns meanings by column index; a column that is not in it is left out
 * @param language of courses whose row names none; empty to keep what was chosen
 * @param currency of prices that name none; empty to keep what was chosen
 * @param encoding name of a character set; empty to keep what was recognised
 */
public record ImportMapping(
        Map<Integer, CatalogueField> columns,
        Optional<String> language,
        Optional<String> currency,
        Optional<String> encoding) {

    /** Checks that there is one title and that no field is filled twice. */
    public ImportMapping {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        Set<CatalogueField> seen = EnumSet.noneOf(CatalogueField.class);
        for (CatalogueField field : columns.values()) {
            if (!seen.add(field)) {
                throw new Problem(ImportProblem.CATALOGUE_FIELD_TWICE, field);
            }
        }
        if (!seen.contains(CatalogueField.TITLE)) {
            throw new Problem(ImportProblem.CATALOGUE_NO_TITLE);
        }
    }
}
