package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.ImportMapping;
import io.lyceum.catalog.ImportTable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is needed to read a table of courses the same way again.
 *
 * @param markBytes bytes of the byte order mark to skip
 * @param headed whether the first row names the columns
 * @param hours whether a duration without a unit counts hours rather than minutes
 */
public record CataloguePlan(ImportTable table, int markBytes, boolean headed, boolean hours) {

    Charset charset() {
        return Charset.forName(table.encoding());
    }

    /** The position of the column that fills a field. */
    Optional<Integer> column(CatalogueField field) {
        return table.columns().stream()
                .filter(column -> column.field().equals(Optional.of(field)))
                .map(ImportTable.Column::index)
                .findFirst();
    }

    /** Tells whether it is clear which column is the title. */
    public boolean usable() {
        return column(CatalogueField.TITLE).isPresent();
    }

    /** Takes over what somebody said about the columns. */
    public CataloguePlan with(ImportMapping mapping) {
        List<ImportTable.Column> columns = new ArrayList<>();
        for (ImportTable.Column column : table.columns()) {
            Optional<CatalogueField> field =
                    Optional.ofNullable(mapping.columns().get(column.index()));
            boolean still = column.guessed() && field.equals(column.field());
            columns.add(
                    new ImportTable.Column(
                            column.index(), column.header(), field, still, column.samples()));
        }
        return new CataloguePlan(
                new ImportTable(
                        table.encoding(),
                        table.encodingGuessed(),
                        table.format(),
                        columns,
                        mapping.language().orElse(table.language()),
                        mapping.currency().orElse(table.currency())),
                markBytes,
                headed,
                hours);
    }
}
