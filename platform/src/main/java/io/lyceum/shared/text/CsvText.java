package io.lyceum.shared.text;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Writes tables for spreadsheets (RFC 4180). No cell is one that a spreadsheet would reckon. */
public final class CsvText {

    /** What begins with a minus and is reckoned to itself. */
    private static final Pattern NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

    private final CsvWriter csv;
    private final Writer writer;

    /** Writes to a writer, which is not closed. */
    public CsvText(Writer writer) {
        this.writer = writer;
        this.csv = CsvWriter.builder().build(writer);
        try {
            // Without it some read the table in a code page of their own.
            writer.write('\uFEFF');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one row. */
    public void row(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(CsvText::harmless).toArray(String[]::new));
    }

    private static String harmless(String cell) {
        boolean formula =
                !cell.isEmpty()
                        && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0
                        && !NUMBER.matcher(cell).matches();
        return formula ? "'" + cell : cell;
    }

    /** Hands on what was written. */
    public void flush() {
        try {
            csv.flush();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
