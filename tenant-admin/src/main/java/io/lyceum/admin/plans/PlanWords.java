package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plans.PlansView.Cell;
import io.lyceum.admin.plans.SchoolPlanView.Bar;
import io.lyceum.admin.plans.SchoolPlanView.Offer;
import io.lyceum.admin.plans.SchoolPlanView.Way;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Words;
import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Quota;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what plans allow in the reader's words. */
final class PlanWords {

    private final Desk desk;
    private final Words words;

    PlanWords(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    String price(Plan plan) {
        if (plan.onRequest()) {
            return desk.t("plans.price.request");
        }
        return plan.priceMinor() == 0
                ? desk.t("plans.price.free")
                : words.money(plan.priceMinor(), plan.currency());
    }

    String yearly(Plan plan) {
        return plan.yearlyMinor()
                .filter(minor -> !plan.onRequest())
                .map(minor -> words.money(minor, plan.currency()))
                .orElse("");
    }

    String fee(Plan plan) {
        return plan.feeBasisPoints()
                .map(points -> percent(points) + "\u00a0%")
                .orElseGet(() -> desk.t("plans.fee.usual"));
    }

    static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }

    String number(long value) {
        return words.number(value);
    }

    List<Cell> limits(Plan plan) {
        return Arrays.stream(Quota.values())
                .map(
                        quota ->
                                new Cell(
                                        label(quota),
                                        plan.limit(quota)
                                                .map(limit -> amount(quota, limit))
                                                .orElseGet(() -> desk.t("plans.unlimited"))))
                .toList();
    }

    private String label(Quota quota) {
        return desk.t("plans.quota." + quota);
    }

    private String amount(Quota quota, long amount) {
        return quota == Quota.STORAGE ? words.size(amount) : words.number(amount);
    }

    /**
     * How whoever looks may choose.
     *
     * @param payable whether plans can be paid
     * @param paid what the school pays now
     * @param note what a change means
     * @param paying what stands above the plans
     * @param test whether no real money moves
     */
    record Choosing(
            boolean mayChange,
            boolean payable,
            Optional<PlanSubscription> paid,
            String note,
            Optional<SchoolPlanView.Paying> paying,
            List<SchoolPlanView.Invoice> invoices,
            boolean test) {}

    /** What an owner sees, who pays for what costs something. */
    SchoolPlanView view(
            Form form, Plan plan, Map<Quota, Long> used, List<Plan> offered, Choosing choosing) {
        return new SchoolPlanView(
                form,
                plan.name(),
                bars(plan, used),
                offered.stream()
                        .map(
                                offer ->
                                        offer(
                                                offer,
                                                plan,
                                                used,
                                                choosing.mayChange()
                                                        ? ways(offer, plan, choosing)
                                                        : List.of(),
                                                offer.onRequest()))
                        .toList(),
                choosing.mayChange(),
                choosing.note(),
                choosing.paying(),
                choosing.invoices(),
                choosing.test());
    }

    /** What the platform sees, which puts schools on plans as it likes. */
    SchoolPlanView view(
            Form form,
            Plan plan,
            Map<Quota, Long> used,
            List<Plan> all,
            Optional<SchoolPlanView.Paying> paying) {
        return new SchoolPlanView(
                form,
                plan.name(),
                bars(plan, used),
                all.stream()
                        .map(offer -> offer(offer, plan, used, List.of(choose(offer)), false))
                        .toList(),
                true,
                desk.t("plan.note"),
                paying,
                List.of(),
                false);
    }

    private List<Bar> bars(Plan plan, Map<Quota, Long> used) {
        return Arrays.stream(Quota.values()).map(quota -> bar(plan, quota, used)).toList();
    }

    private Way choose(Plan offer) {
        return new Way("", desk.t("plan.choose"), desk.t("plan.choose.one", "name", offer.name()));
    }

    /** Who pays already goes to a free plan by cancelling. */
    private List<Way> ways(Plan offer, Plan current, Choosing choosing) {
        if (offer.onRequest()) {
            return List.of();
        }
        if (offer.free()) {
            return choosing.paid().isPresent() || offer.id().equals(current.id())
                    ? List.of()
                    : List.of(choose(offer));
        }
        if (!choosing.payable()) {
            return List.of();
        }
        return Arrays.stream(io.lyceum.commerce.Offer.Period.values())
                .filter(period -> PlanPayments.price(offer, period).isPresent())
                .filter(
                        period ->
                                choosing.paid()
                                        .filter(
                                                paid ->
                                                        paid.plan().equals(offer.id())
                                                                && paid.period() == period)
                                        .isEmpty())
                .filter(period -> choosing.paid().isPresent() || !offer.id().equals(current.id()))
                .map(
                        period ->
                                new Way(
                                        period.name(),
                                        desk.t("plan.choose." + period),
                                        desk.t("plan.choose.one." + period, "name", offer.name())))
                .toList();
    }

    private Bar bar(Plan plan, Quota quota, Map<Quota, Long> used) {
        String now = amount(quota, used.get(quota));
        Optional<Long> limit = plan.limit(quota);
        return limit.map(
                        most ->
                                new Bar(
                                        label(quota),
                                        desk.t(
                                                "plans.of",
                                                "used",
                                                now,
                                                "limit",
                                                amount(quota, most)),
                                        used.get(quota) >= most
                                                ? 100
                                                : (int) (100 * used.get(quota) / most)))
                .orElseGet(() -> new Bar(label(quota), desk.t("plans.used", "used", now), -1));
    }

    private Offer offer(
            Plan offer, Plan current, Map<Quota, Long> used, List<Way> ways, boolean asked) {
        return new Offer(
                offer.id().toString(),
                offer.name(),
                limits(offer),
                price(offer),
                yearly(offer),
                fee(offer),
                ways,
                offer.id().equals(current.id()),
                Arrays.stream(Quota.values())
                        .filter(quota -> quota != Quota.CALLS)
                        .anyMatch(
                                quota ->
                                        offer.limit(quota)
                                                .filter(limit -> used.get(quota) > limit)
                                                .isPresent()),
                asked);
    }
}
