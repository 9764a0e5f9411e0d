package io.lyceum.admin.desk;

import io.lyceum.shared.Slice;
import io.lyceum.shared.text.CsvText;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A table that is saved as a file, row by row as it is read. */
public final class Spreadsheet {

    private Spreadsheet() {}

    /**
     * Answers with a table.
     *
     * @param file its name, for example {@code orders.csv}
     * @param rows writes the head and the rows
     */
    public static Response of(String file, Consumer<CsvText> rows) {
        StreamingOutput table =
                out -> {
                    CsvText csv = new CsvText(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                    rows.accept(csv);
                    csv.flush();
                };
        return Response.ok(table)
                .type("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    /**
     * Writes the rows of a list, page by page.
     *
     * @param most of them at most
     */
    public static <T> void pages(
            CsvText csv,
            int most,
            Function<Optional<String>, Slice<T>> list,
            Function<T, String[]> cells) {
        Optional<String> after = Optional.empty();
        int rows = 0;
        do {
            Slice<T> page = list.apply(after);
            page.items().forEach(one -> csv.row(cells.apply(one)));
            csv.flush();
            rows += page.items().size();
            after = page.next();
        } while (after.isPresent() && rows < most);
    }
}
