package io.lyceum.tenancy;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.internal.PlanRows;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How much the current school uses of what its plan allows. */
@UseCase
public class Quotas {

    private final PlanRows rows;
    private final CurrentSchool school;
    private final Instance<QuotaUse> uses;

    protected Quotas() {
        this(null, null, null);
    }

    @Inject
    Quotas(PlanRows rows, CurrentSchool school, @Any Instance<QuotaUse> uses) {
        this.rows = rows;
        this.school = school;
        this.uses = uses;
    }

    /**
     * Called by whoever has just made a thing, in the same transaction: refuses it, and with it the
     * transaction, if the school now has more than its plan allows. Schools are counted one maker
     * at a time, so that no two things pass where one has room.
     *
     * @throws Problem PLAN_LIMIT_REACHED
     */
    public void require(Quota quota) {
        if (school.id().equals(SchoolId.PLATFORM)) {
            return;
        }
        Plan plan = rows.held(school.id(), quota);
        Optional<Long> limit = plan.limit(quota);
        if (limit.isPresent() && used(quota) > limit.get()) {
            throw refusal(plan, quota);
        }
    }

    /**
     * Refuses what would not have room, before anything is made; {@link #require} has the last
     * word.
     *
     * @throws Problem PLAN_LIMIT_REACHED
     */
    public void room(Quota quota) {
        if (school.id().equals(SchoolId.PLATFORM)) {
            return;
        }
        Plan plan = rows.of(school.id());
        Optional<Long> limit = plan.limit(quota);
        if (limit.isPresent() && used(quota) >= limit.get()) {
            throw refusal(plan, quota);
        }
    }

    /** The refusal of what a plan does not allow. */
    public static Problem refusal(Plan plan, Quota quota) {
        return new Problem(
                TenancyProblem.PLAN_LIMIT_REACHED,
                plan.name(),
                shown(quota, plan.limit(quota).orElse(0L)),
                quota.word());
    }

    private static String shown(Quota quota, long limit) {
        return quota == Quota.STORAGE
                ? String.format(Locale.ROOT, "%.1f GB", limit / (double) (1L << 30))
                : Long.toString(limit);
    }

    private long used(Quota quota) {
        return uses.stream().filter(use -> use.quota() == quota).mapToLong(QuotaUse::used).sum();
    }

    /** Counts everything that the current school uses. */
    public Map<Quota, Long> used() {
        Map<Quota, Long> used = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            used.put(quota, used(quota));
        }
        return used;
    }
}
