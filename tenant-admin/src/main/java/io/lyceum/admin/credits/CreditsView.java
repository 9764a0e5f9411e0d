package io.lyceum.admin.credits;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import java.util.List;

/**
 * People with their credits, and how many are free in a month.
 *
 * @param schoolHref where the school's own account is
 */
public record CreditsView(
        Form form,
        Listing listing,
        List<Row> rows,
        Totals totals,
        String school,
        String schoolHref) {

    /**
     * Somebody's credits.
     *
     * @param left what can be spent, or that it is unlimited
     * @param free what is left of this month's, and how many came
     */
    public record Row(
            String href, String name, String email, String left, String free, String extra) {}

    /** What everybody has and uses. */
    public record Totals(String used, String held, String extra, String unlimited) {}
}
