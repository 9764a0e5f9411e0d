package io.lyceum.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What was recognised about a table of courses.
 *
 * @param encoding such as {@code UTF-8} or {@code windows-1251}
 * @param encodingGuessed whether statistics chose it, so that somebody should look
 * @param format what separates values
 * @param columns in the order of the file
 * @param language of courses whose row names none
 * @param currency of prices that name none
 */
public record ImportTable(
        String encoding,
        boolean encodingGuessed,
        Format format,
        List<Column> columns,
        String language,
        String currency) {

    public ImportTable {
        columns = List.copyOf(columns);
    }

    /** How the rows are written. */
    public enum Format {
        COMMA,
        SEMICOLON,
        TAB,
        PIPE,
        /** One JSON array of objects. */
        JSON_ARRAY,
        /** One JSON object a line. */
        JSON_LINES
    }

    /**
     * One column.
     *
     * @param index from 0
     * @param header as the file names it; {@code A}, {@code B}… when it names none
     * @param field what it means; empty when it is left out
     * @param guessed whether Lyceum chose the meaning, rather than somebody
     * @param samples the first values that are not empty, at most five
     */
    public record Column(
            int index,
            String header,
            Optional<CatalogueField> field,
            boolean guessed,
            List<String> samples) {

        public Column {
            samples = List.copyOf(samples);
        }
    }
}
