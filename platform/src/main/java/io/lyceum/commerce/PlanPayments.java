package io.lyceum.commerce;

import io.lyceum.commerce.internal.PlanGateway;
import io.lyceum.commerce.internal.PlanSettling;
import io.lyceum.commerce.internal.PlanSubscriptionRows;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.commerce.internal.SubscriptionGateway;
import io.lyceum.identity.Person;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the current school pays the platform for its plan. It is the platform's money and stands in
 * no books of the school. Call it outside of transactions: Stripe is asked.
 */
@ApplicationScoped
public class PlanPayments {

    /** A price holds for so long. */
    private static final Duration OPEN = Duration.ofHours(2);

    /** Stripe opens no checkout that is over sooner. */
    private static final Duration LEAST = Duration.ofMinutes(35);

    private final PlanSubscriptionRows rows;
    private final PlanGateway stripe;
    private final SubscriptionGateway subscriptions;
    private final StripeGateway gateway;
    private final PlanSettling settling;
    private final Plans plans;
    private final Schools schools;
    private final CurrentSchool school;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    protected PlanPayments() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    PlanPayments(
            PlanSubscriptionRows rows,
            PlanGateway stripe,
            SubscriptionGateway subscriptions,
            StripeGateway gateway,
            PlanSettling settling,
            Plans plans,
            Schools schools,
            CurrentSchool school,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.stripe = stripe;
        this.subscriptions = subscriptions;
        this.gateway = gateway;
        this.settling = settling;
        this.plans = plans;
        this.schools = schools;
        this.school = school;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Tells whether plans can be paid. */
    public boolean ready() {
        return gateway.ready();
    }

    /** Tells whether no real money moves. */
    public boolean test() {
        return gateway.test();
    }

    /** What the school pays or was about to pay the last time. */
    public Optional<PlanSubscription> latest() {
        return transactions.call(rows::latest);
    }

    /** What has been paid, the latest first; at most 100. */
    public List<PlanPayment> payments() {
        return transactions.call(rows::payments);
    }

    /**
     * Puts the school on a plan that costs something: who pays nothing yet is led to the payment,
     * and the plan changes when it is paid; who pays already changes at once and pays the
     * difference.
     *
     * @param person who chooses
     * @return where it is paid; nothing if that is not needed
     * @throws Problem NOT_FOUND, PLAN_TOO_SMALL, PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Optional<String> choose(UUID id, Offer.Period period, Person person, Locale locale) {
        if (!ready()) {
            throw new Problem(PaymentProblem.PAYMENTS_OFF);
        }
        Plan plan = transactions.call(() -> sold(id, period));
        Optional<PlanSubscription> live = latest().filter(PlanSubscription::live);
        if (live.isPresent()) {
            change(live.get(), plan, period);
            return Optional.empty();
        }
        return Optional.of(begin(plan, period, person, locale));
    }

    private Plan sold(UUID id, Offer.Period period) {
        Plan plan = plans.byId(id);
        if (!plan.offered() || plan.onRequest() || price(plan, period).isEmpty()) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        plans.requireRoom(plan);
        return plan;
    }

    /** What a plan costs for a period, in minor units; nothing if it is not paid so. */
    public static Optional<Long> price(Plan plan, Offer.Period period) {
        return switch (period) {
            case MONTH -> Optional.of(plan.priceMinor()).filter(minor -> minor > 0);
            case YEAR -> plan.yearlyMinor();
        };
    }

    private String begin(Plan plan, Offer.Period period, Person person, Locale locale) {
        PlanSubscription open = open(plan, period);
        if (open.session().isPresent()) {
            // It may be over meanwhile, paid in another window, or wanted otherwise.
            if (!isOf(open, plan, period)) {
                stripe.expire(open.session().get());
            }
            settling.settle(open.id());
            open = open(plan, period);
        } else if (!isOf(open, plan, period)
                || open.createdAt().plus(OPEN).isBefore(clock.instant().plus(LEAST))) {
            // Nobody was ever told where it is paid.
            UUID forgotten = open.id();
            transactions.run(() -> rows.giveUp(forgotten));
            open = open(plan, period);
        }
        if (open.live() || open.stripe().isPresent()) {
            throw new Problem(PaymentProblem.PLAN_PAID_ALREADY);
        }
        return open.checkoutUrl().isPresent()
                ? open.checkoutUrl().get()
                : checkout(open, plan, person, locale);
    }

    private PlanSubscription open(Plan plan, Offer.Period period) {
        return transactions.call(() -> rows.begin(plan, period, price(plan, period).orElseThrow()));
    }

    private static boolean isOf(PlanSubscription open, Plan plan, Offer.Period period) {
        return open.plan().equals(plan.id())
                && open.period() == period
                && open.currency().equals(plan.currency())
                && price(plan, period).equals(Optional.of(open.priceMinor()));
    }

    private String checkout(PlanSubscription open, Plan plan, Person person, Locale locale) {
        School of = transactions.call(() -> schools.byId(school.id()).orElseThrow());
        String origin = transactions.call(() -> schools.originOf(school.id()));
        String customer =
                open.customer()
                        .orElseGet(
                                () -> {
                                    String made = stripe.customer(open.id(), of, person.email());
                                    transactions.run(() -> rows.customer(open.id(), made));
                                    return made;
                                });
        PlanGateway.Begun begun =
                stripe.begin(
                        new PlanGateway.Wanted(
                                of.id().value(),
                                open,
                                plan.name(),
                                customer,
                                locale,
                                origin + "/manage/plan?back=1",
                                origin + "/manage/plan",
                                open.createdAt().plus(OPEN)));
        transactions.run(
                () -> {
                    rows.attach(open.id(), begun.session(), begun.url());
                    record("plan.checkout", open.id(), plan);
                });
        return begun.url();
    }

    private void record(String done, UUID id, Plan plan) {
        audit.record(done, "plan_subscription", id, Map.of("plan", plan.name()));
    }

    private void change(PlanSubscription live, Plan plan, Offer.Period period) {
        if (live.plan().equals(plan.id()) && live.period() == period) {
            return;
        }
        stripe.change(live.stripe().orElseThrow(), plan, period, price(plan, period).orElseThrow());
        transactions.run(() -> record("plan.change_asked", live.id(), plan));
        settling.settle(live.id());
    }

    /**
     * Has what is paid end with its period, or go on after all. Afterwards the school is on the
     * free plan.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public PlanSubscription cancel(boolean end) {
        PlanSubscription live = live();
        subscriptions.endWithPeriod(live.stripe().orElseThrow(), end);
        transactions.run(
                () ->
                        record(
                                end ? "plan.cancelled" : "plan.kept",
                                live.id(),
                                plans.byId(live.plan())));
        settling.settle(live.id());
        return latest().orElseThrow();
    }

    private PlanSubscription live() {
        return latest().filter(PlanSubscription::live)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Leads to where the school's card is changed.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public String portal() {
        String customer = live().customer().orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        String origin = transactions.call(() -> schools.originOf(school.id()));
        return subscriptions.portal(customer, origin + "/manage/plan");
    }

    /**
     * Finds the platform's invoice of a payment as PDF.
     *
     * @return its address at Stripe, which holds for some days
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public String invoice(UUID payment) {
        PlanPayment found =
                payments().stream()
                        .filter(one -> one.id().equals(payment))
                        .findFirst()
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        return stripe.pdf(found.invoice()).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Asks Stripe how a payment stands that is not known to have come in.
     *
     * @throws Problem PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Optional<PlanSubscription> refresh() {
        latest().filter(one -> one.status() == PlanSubscription.Status.PENDING)
                .ifPresent(pending -> settling.settle(pending.id()));
        return latest();
    }

    /**
     * A school that pays or has paid for its plan.
     *
     * @param since when it began to
     */
    public record Payer(School school, PlanSubscription subscription, Instant since) {}

    /** Lists all schools that pay or have paid, those that pay first, then by their names. */
    public List<Payer> payers() {
        return transactions.call(rows::payers).stream()
                .map(SchoolId::new)
                .flatMap(id -> transactions.call(() -> schools.byId(id)).stream())
                .flatMap(of -> payer(of).stream())
                .sorted(
                        Comparator.comparing((Payer payer) -> !payer.subscription().live())
                                .thenComparing(payer -> payer.school().name()))
                .toList();
    }

    private Optional<Payer> payer(School of) {
        return school.call(of.id(), () -> latest().map(one -> new Payer(of, one, one.createdAt())));
    }
}
