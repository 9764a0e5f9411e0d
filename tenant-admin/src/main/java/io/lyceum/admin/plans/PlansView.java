package io.lyceum.admin.plans;

import io.lyceum.admin.shell.Badge;
import java.util.List;

/**
 * All plans, the smallest first, and which schools pay for theirs.
 *
 * @param payers those that pay first
 */
public record PlansView(List<Row> rows, List<Payer> payers) {

    /**
     * A plan.
     *
     * @param limits in the order of the columns
     * @param yearly what it costs a year; empty if it is not paid by the year
     */
    public record Row(
            String href,
            String name,
            List<Badge> badges,
            List<Cell> limits,
            String price,
            String yearly,
            String fee,
            String schools) {}

    /** A limit under its column's name. */
    public record Cell(String label, String value) {}

    /**
     * A school that pays or has paid.
     *
     * @param next when it pays again, or when it ends; empty if it does not
     */
    public record Payer(
            String href, String school, String plan, Badge state, String price, String next) {}
}
