package io.lyceum.admin.plans;

import io.lyceum.admin.plans.PlansView.Cell;
import io.lyceum.admin.shell.Form;
import java.util.List;

/**
 * What a school uses of its plan, and the plans it could be on.
 *
 * @param plan the name of the plan
 * @param mayChange whether whoever looks may choose another
 */
public record SchoolPlanView(
        Form form, String plan, List<Bar> bars, List<Offer> offers, boolean mayChange) {

    /**
     * How much of something is used.
     *
     * @param percent 0 to 100; less than 0 without a limit
     */
    public record Bar(String label, String text, int percent) {}

    /**
     * A plan to choose.
     *
     * @param small whether the school has more than it allows
     */
    public record Offer(
            String id,
            String name,
            List<Cell> limits,
            String price,
            String fee,
            boolean current,
            boolean small) {}
}
