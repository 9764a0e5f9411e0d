package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plans.PlansView.Cell;
import io.lyceum.admin.plans.SchoolPlanView.Invoice;
import io.lyceum.admin.plans.SchoolPlanView.Paying;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tone;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.PlanPayment;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.tenancy.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a school pays for its plan in the reader's words. */
final class PlanPaying {

    private static final int SOON = 4;
    private static final int LATER = 15;

    private final Desk desk;
    private final Plans plans;

    PlanPaying(Desk desk, Plans plans) {
        this.desk = desk;
        this.plans = plans;
    }

    String price(long minor, String currency, Offer.Period period) {
        return desk.t("plans.price." + period, "price", desk.words().money(minor, currency));
    }

    String price(PlanSubscription of) {
        return price(of.priceMinor(), of.currency(), of.period());
    }

    Badge badge(PlanSubscription of) {
        return new Badge(
                switch (of.status()) {
                    case ACTIVE -> Tone.POSITIVE;
                    case GRACE, PENDING -> Tone.WARNING;
                    case UNPAID -> Tone.CRITICAL;
                    case GIVEN_UP, ENDED -> Tone.NEUTRAL;
                },
                desk.t("plan.pay." + of.status()));
    }

    /**
     * What stands above the plans; nothing if nothing is paid.
     *
     * @param reached whether Stripe has said how it stands
     * @param owner whether whoever looks may change it
     */
    Optional<Paying> paying(PlanSubscription of, boolean reached, boolean owner) {
        boolean begun = of.status() == PlanSubscription.Status.PENDING && of.session().isPresent();
        if (!of.live() && !begun) {
            return Optional.empty();
        }
        boolean waits = begun && of.stripe().isPresent();
        boolean ends = of.live() && of.endsAt().isPresent();
        return Optional.of(
                new Paying(
                        badge(of),
                        plans.byId(of.plan()).name(),
                        price(of),
                        dates(of, ends),
                        words(of, reached, waits, ends),
                        !reached || begun || !of.open() || of.graceUntil().isPresent(),
                        begun && !waits && owner ? of.checkoutUrl().orElse("") : "",
                        of.live() && !ends && owner,
                        ends && owner,
                        of.live() && owner,
                        waits ? SOON : begun && !reached ? LATER : 0));
    }

    private List<Cell> dates(PlanSubscription of, boolean ends) {
        List<Cell> dates = new ArrayList<>();
        if (ends) {
            of.endsAt().ifPresent(at -> dates.add(cell("plan.pay.ends", at)));
        } else if (of.status() == PlanSubscription.Status.ACTIVE) {
            of.periodEnd().ifPresent(at -> dates.add(cell("plan.pay.next", at)));
        } else if (of.status() == PlanSubscription.Status.GRACE) {
            of.graceUntil().ifPresent(at -> dates.add(cell("plan.pay.grace", at)));
        }
        return dates;
    }

    private Cell cell(String label, java.time.Instant at) {
        return new Cell(desk.t(label), desk.words().date(at));
    }

    private String words(PlanSubscription of, boolean reached, boolean waits, boolean ends) {
        String free = plans.free().name();
        String plan = plans.byId(of.plan()).name();
        String key =
                switch (of.status()) {
                    case PENDING -> !reached ? "unknown" : waits ? "waits" : "open";
                    case GRACE -> "late";
                    case UNPAID -> "unpaid";
                    case ACTIVE, GIVEN_UP, ENDED -> ends ? "leaves" : "";
                };
        return key.isEmpty() ? "" : desk.t("plan.pay.words." + key, "plan", plan, "free", free);
    }

    List<Invoice> invoices(List<PlanPayment> payments) {
        return payments.stream()
                .map(
                        payment ->
                                new Invoice(
                                        "/manage/plan/invoices/" + payment.id(),
                                        payment.number(),
                                        plans.byId(payment.plan()).name(),
                                        desk.words()
                                                .money(payment.amountMinor(), payment.currency()),
                                        desk.words().date(payment.paidAt())))
                .toList();
    }
}
