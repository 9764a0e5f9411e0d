package io.lyceum.admin.revenue;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Tab;
import java.util.List;

/**
 * What was earned in a time.
 *
 * @param form with the time as it was chosen
 * @param ranges times that are chosen often
 * @param csv where it is as a table for spreadsheets
 * @param zone in which days begin and end
 */
public record RevenueView(
        Form form,
        List<Tab> ranges,
        List<Option> intervals,
        String csv,
        String zone,
        List<CurrencyPart> currencies,
        boolean test) {

    /**
     * One currency.
     *
     * @param facts its sums, in words
     */
    public record CurrencyPart(
            String currency, List<Fact> facts, Chart chart, List<Row> rows, List<CourseRow> top) {}

    /** A sum with its name. */
    public record Fact(String label, String value) {}

    /** A period; amounts in words. */
    public record Row(
            String period,
            String orders,
            String gross,
            String refunds,
            String disputes,
            String fees,
            String net) {}

    /** A course that brought in much. */
    public record CourseRow(String title, String orders, String net) {}
}
