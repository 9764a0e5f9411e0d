package io.lyceum.admin.plans;

import io.lyceum.admin.shell.Badge;
import java.util.List;

/** All plans, the smallest first. */
public record PlansView(List<Row> rows) {

    /**
     * A plan.
     *
     * @param limits in the order of the columns
     */
    public record Row(
            String href,
            String name,
            List<Badge> badges,
            List<Cell> limits,
            String price,
            String fee,
            String schools) {}

    /** A limit under its column's name. */
    public record Cell(String label, String value) {}
}
