package io.lyceum.tenancy;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.internal.PlanRows;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The plans of this installation, and which school is on which. */
@UseCase
public class Plans {

    private static final long MOST = 1L << 50;

    private final PlanRows rows;
    private final Quotas quotas;
    private final CurrentSchool school;
    private final Audit audit;
    private final int feeBasisPoints;

    protected Plans() {
        this(null, null, null, null, 0);
    }

    /**
     * @param feeBasisPoints the platform's share where a plan says none
     */
    @Inject
    Plans(
            PlanRows rows,
            Quotas quotas,
            CurrentSchool school,
            Audit audit,
            @ConfigProperty(name = "lyceum.payments.fee-basis-points", defaultValue = "500")
                    int feeBasisPoints) {
        this.rows = rows;
        this.quotas = quotas;
        this.school = school;
        this.audit = audit;
        this.feeBasisPoints = feeBasisPoints;
    }

    /** Lists all plans, the smallest first. */
    public List<Plan> list() {
        return rows.list();
    }

    /**
     * Reads a plan.
     *
     * @throws Problem NOT_FOUND
     */
    public Plan byId(UUID id) {
        return rows.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** The plan that a school is on. */
    public Plan of(SchoolId id) {
        return rows.of(id);
    }

    /** The platform's share of what a school sells, in hundredths of a percent. */
    public int feeBasisPoints(SchoolId id) {
        return rows.of(id).feeBasisPoints().orElse(feeBasisPoints);
    }

    /** How many schools are on each plan. */
    public Map<UUID, Long> schools() {
        return rows.schools();
    }

    /**
     * Changes a plan, for all schools on it at once. Schools that have more than it allows then
     * keep what they have and add nothing.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT, STALE_VERSION
     */
    public Plan change(Plan wanted) {
        Plan before = byId(wanted.id());
        Checks checks =
                new Checks()
                        .text(wanted.name(), "name", 60)
                        .that(
                                wanted.feeBasisPoints().filter(f -> f < 0 || f > 10_000).isEmpty(),
                                "fee",
                                "Write a share between 0 and 100.")
                        .that(
                                wanted.priceMinor() >= 0 && wanted.priceMinor() <= 1_000_000_000L,
                                "price",
                                "Write an amount like 19.99.")
                        .that(
                                wanted.currency().matches("[A-Z]{3}"),
                                "currency",
                                "Write a currency like EUR.")
                        .that(
                                wanted.yearlyMinor()
                                        .filter(y -> y <= 0 || y > 1_000_000_000L)
                                        .isEmpty(),
                                "yearly",
                                "Write an amount like 19.99.")
                        .that(
                                wanted.yearlyMinor().isEmpty() || wanted.priceMinor() > 0,
                                "yearly",
                                "What costs nothing a month costs nothing a year.");
        wanted.limits()
                .forEach(
                        (quota, limit) ->
                                checks.that(
                                        limit >= 0 && limit <= MOST,
                                        quota.word(),
                                        "Write a number, or nothing for no limit."));
        checks.that(
                !before.usual() || wanted.usual(), "usual", "Choose another plan for new schools.");
        checks.done();
        if (wanted.usual() && !before.usual()) {
            rows.noneUsual();
        }
        if (!rows.save(wanted)) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        audit.record("plan.changed", "plan", wanted.id(), Map.of("name", wanted.name()));
        return byId(wanted.id());
    }

    /**
     * Puts the current school on a plan, at once.
     *
     * @param any whether it may be one that is not offered, or that costs something
     * @throws Problem NOT_FOUND, PLAN_NOT_FREE, PLAN_TOO_SMALL with what there is too much of
     */
    public Plan choose(UUID id, boolean any) {
        Plan before = rows.lock(school.id());
        Plan wanted = byId(id);
        if (!any && !wanted.offered() && !wanted.id().equals(before.id())) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        if (!any && !wanted.free() && !wanted.id().equals(before.id())) {
            throw new Problem(TenancyProblem.PLAN_NOT_FREE, wanted.name());
        }
        requireRoom(wanted);
        move(before, wanted);
        return wanted;
    }

    /**
     * Refuses a plan that allows less than the current school has.
     *
     * @throws Problem PLAN_TOO_SMALL with what there is too much of
     */
    public void requireRoom(Plan wanted) {
        Map<Quota, Long> used = quotas.used();
        // What is called in a month does not stay: the limit just holds from now on.
        List<Quota> tooMuch =
                Arrays.stream(Quota.values())
                        .filter(quota -> quota != Quota.CALLS)
                        .filter(
                                quota ->
                                        wanted.limit(quota)
                                                .filter(limit -> used.get(quota) > limit)
                                                .isPresent())
                        .toList();
        if (!tooMuch.isEmpty()) {
            throw new Problem(
                    TenancyProblem.PLAN_TOO_SMALL,
                    wanted.name(),
                    tooMuch.stream().map(Quota::word).collect(Collectors.joining(", ")));
        }
    }

    private void move(Plan before, Plan wanted) {
        if (before.id().equals(wanted.id())) {
            return;
        }
        rows.put(school.id(), wanted.id());
        audit.record(
                "school.plan_changed",
                "school",
                school.id(),
                Map.of("from", before.name(), "to", wanted.name()));
    }

    /**
     * Puts the current school on a plan that it has paid, whatever it has by now.
     *
     * @throws Problem NOT_FOUND
     */
    public void paid(UUID id) {
        move(rows.lock(school.id()), byId(id));
    }

    /**
     * Puts the current school on the free plan, because the plan that it is on is not paid any
     * more. It keeps what it has and adds nothing above the limits. Where the platform has put it
     * on another plan meanwhile, it stays there.
     */
    public void notPaid(UUID id) {
        Plan before = rows.lock(school.id());
        if (before.id().equals(id)) {
            move(before, free());
        }
    }

    /** The smallest plan that costs nothing; the smallest of all if each costs something. */
    public Plan free() {
        List<Plan> all = list();
        return all.stream().filter(Plan::free).findFirst().orElse(all.get(0));
    }
}
