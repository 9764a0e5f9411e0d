package io.lyceum.admin.plans;

import io.lyceum.admin.plans.PlansView.Cell;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.util.List;
import java.util.Optional;

/**
 * What a school uses of its plan, what it pays for it, and the plans it could be on.
 *
 * @param plan the name of the plan
 * @param mayChange whether whoever looks may choose another
 * @param note what a change means, as shown to people
 * @param test whether no real money moves
 */
public record SchoolPlanView(
        Form form,
        String plan,
        List<Bar> bars,
        List<Offer> offers,
        boolean mayChange,
        String note,
        Optional<Paying> paying,
        List<Invoice> invoices,
        boolean test) {

    /**
     * How much of something is used.
     *
     * @param percent 0 to 100; less than 0 without a limit
     */
    public record Bar(String label, String text, int percent) {}

    /**
     * A plan to choose.
     *
     * @param yearly what it costs a year; empty if it is not paid by the year
     * @param ways how it can be chosen; none if it cannot be
     * @param small whether the school has more than it allows
     * @param asked whether owners have to ask for it
     */
    public record Offer(
            String id,
            String name,
            List<Cell> limits,
            String price,
            String yearly,
            String fee,
            List<Way> ways,
            boolean current,
            boolean small,
            boolean asked) {}

    /**
     * A button.
     *
     * @param period empty for what is not paid
     * @param spoken what it does, for those who do not see its row
     */
    public record Way(String period, String label, String spoken) {}

    /**
     * What the school pays.
     *
     * @param dates what happens when, as shown to people; empty if nothing is known
     * @param words what it means, as shown to people; empty if nothing needs saying
     * @param warning whether something has to be done
     * @param payHref where it is paid; empty if nothing is open
     * @param reload seconds after which the page looks again; 0 if it does not
     */
    public record Paying(
            Badge state,
            String plan,
            String price,
            List<Cell> dates,
            String words,
            boolean warning,
            String payHref,
            boolean mayCancel,
            boolean mayKeep,
            boolean portal,
            int reload) {}

    /** A payment of the school. */
    public record Invoice(String href, String number, String plan, String amount, String day) {}
}
