package io.lyceum.catalog.internal.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of separated values. Finds where each row ends by itself before it is parsed, so that a
 * quote that is never closed costs one row and not the rest of the file.
 */
final class CsvRows implements RowReader {

    /** Lines that one quoted text may span. */
    private static final int MOST_LINES = 1_000;

    private static final int MOST_FIELDS = 500;

    private final TextLines lines;
    private final char separator;
    private final CsvReader.CsvReaderBuilder parser;

    CsvRows(Reader reader, char separator) {
        this.lines = new TextLines(reader);
        this.separator = separator;
        this.parser =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true);
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        Optional<TextLines.Line> first = lines.next();
        while (first.isPresent() && isEmpty(first.get())) {
            first = lines.next();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(row(first.get()));
    }

    private static boolean isEmpty(TextLines.Line line) {
        boolean excelHint = line.number() == 1 && line.text().matches("(?i)sep=.");
        return line.text().isBlank() || excelHint;
    }

    private RawRow row(TextLines.Line first) throws IOException {
        if (first.cut()) {
            return RawRow.refused(first.number(), FidelityCode.ROW_TOO_LARGE, TextLines.LONGEST);
        }
        QuoteState quotes = new QuoteState(separator);
        quotes.read(first.text());
        List<TextLines.Line> more = new ArrayList<>();
        long length = first.text().length();
        while (quotes.open()) {
            Optional<TextLines.Line> next = lines.next();
            next.ifPresent(more::add);
            length += next.map(line -> line.text().length()).orElse(0);
            boolean endless =
                    next.isEmpty()
                            || next.get().cut()
                            || more.size() > MOST_LINES
                            || length > TextLines.LONGEST;
            if (endless) {
                for (int i = more.size() - 1; i >= 0; i--) {
                    lines.giveBack(more.get(i));
                }
                return RawRow.refused(
                        first.number(), FidelityCode.ROW_TOO_LARGE, TextLines.LONGEST);
            }
            quotes.read(next.get().text());
        }
        StringBuilder text = new StringBuilder(first.text());
        more.forEach(line -> text.append('\n').append(line.text()));
        return parse(first.number(), text.toString());
    }

    private RawRow parse(int line, String text) {
        try {
            List<String> values = parser.ofSingleCsvRecord(text).getFields();
            return values.size() > MOST_FIELDS
                    ? RawRow.refused(
                            line, FidelityCode.ROW_TOO_MANY_FIELDS, values.size(), MOST_FIELDS)
                    : RawRow.of(line, values);
        } catch (CsvParseException e) {
            return RawRow.refused(
                    line, FidelityCode.ROW_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Follows whether a text is inside quotes; they count only at the start of a field. */
    static final class QuoteState {

        private final char separator;
        private boolean open;

        QuoteState(char separator) {
            this.separator = separator;
        }

        boolean open() {
            return open;
        }

        void read(String line) {
            boolean fieldStart = !open;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (open) {
                    if (c == '"') {
                        boolean doubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
                        open = doubled;
                        i += doubled ? 1 : 0;
                    }
                } else if (c == '"' && fieldStart) {
                    open = true;
                }
                fieldStart = !open && c == separator;
            }
        }
    }
}
