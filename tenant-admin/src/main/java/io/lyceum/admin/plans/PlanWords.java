package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plans.PlansView.Cell;
import io.lyceum.admin.plans.SchoolPlanView.Bar;
import io.lyceum.admin.plans.SchoolPlanView.Offer;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Words;
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
        return plan.priceMinor() == 0
                ? desk.t("plans.price.free")
                : words.money(plan.priceMinor(), plan.currency());
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

    SchoolPlanView view(
            Form form, Plan plan, Map<Quota, Long> used, List<Plan> offered, boolean mayChange) {
        return new SchoolPlanView(
                form,
                plan.name(),
                Arrays.stream(Quota.values()).map(quota -> bar(plan, quota, used)).toList(),
                offered.stream().map(offer -> offer(offer, plan, used)).toList(),
                mayChange);
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

    private Offer offer(Plan offer, Plan current, Map<Quota, Long> used) {
        return new Offer(
                offer.id().toString(),
                offer.name(),
                limits(offer),
                price(offer),
                fee(offer),
                offer.id().equals(current.id()),
                Arrays.stream(Quota.values())
                        .filter(quota -> quota != Quota.CALLS)
                        .anyMatch(
                                quota ->
                                        offer.limit(quota)
                                                .filter(limit -> used.get(quota) > limit)
                                                .isPresent()));
    }
}
