package io.lyceum.tenancy.internal;

import io.lyceum.shared.Ids;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.QuotaUse;
import io.lyceum.tenancy.Quotas;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Counts what programs call. A node counts for itself and writes it down every ten seconds or
 * hundred calls, whichever comes first; so many more than the plan allows may pass where several
 * nodes serve a school.
 */
@ApplicationScoped
public class ApiCalls implements QuotaUse {

    private static final int MOST_UNWRITTEN = 100;
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(10);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final int SCHOOLS = 100_000;

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final PlanRows plans;
    private final SchoolCache<String, Counter> counters = new SchoolCache<>(SCHOOLS, KNOWN);

    protected ApiCalls() {
        this(null, null, null, null, null);
    }

    @Inject
    ApiCalls(
            Sql sql, Clock clock, Transactions transactions, CurrentSchool school, PlanRows plans) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.school = school;
        this.plans = plans;
    }

    /** What a node knows of a school's month; guarded by itself. */
    private static final class Counter {

        private Instant written = Instant.EPOCH;
        private long known;
        private long unwritten;
        private Optional<Plan> plan = Optional.empty();

        private boolean full() {
            return plan.flatMap(p -> p.limit(Quota.CALLS))
                    .filter(limit -> known + unwritten >= limit)
                    .isPresent();
        }
    }

    /**
     * Counts a call of the current school's API.
     *
     * @throws Problem PLAN_LIMIT_REACHED
     */
    public void count() {
        if (school.id().equals(SchoolId.PLATFORM)) {
            return;
        }
        Counter counter = counters.get(school.id(), "", Counter::new);
        synchronized (counter) {
            Instant now = clock.instant();
            if (counter.unwritten >= MOST_UNWRITTEN
                    || !now.isBefore(counter.written.plus(WRITTEN_EVERY))
                    // Perhaps the school has just changed its plan.
                    || counter.full()) {
                write(counter, now);
            }
            if (counter.full()) {
                throw Quotas.refusal(counter.plan.orElseThrow(), Quota.CALLS);
            }
            counter.unwritten++;
        }
    }

    private void write(Counter counter, Instant now) {
        LocalDate month = month(now);
        // What was called at the end of a month counts to the next, if nobody wrote it down before.
        transactions.run(
                () -> {
                    counter.known = add(month, counter.unwritten, now);
                    counter.plan = Optional.of(plans.of(school.id()));
                });
        counter.unwritten = 0;
        counter.written = now;
    }

    private static LocalDate month(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    private long add(LocalDate month, long calls, Instant now) {
        return sql.query(
                        """
                        insert into api_usage (tenant_id, id, month, calls)
                        values (:tenant, :id, cast(:month as date), :calls)
                        on conflict (tenant_id, month) do update set calls = api_usage.calls + :calls
                        returning calls
                        """)
                .set("id", Ids.at(now))
                .set("month", month.toString())
                .set("calls", calls)
                .first(row -> row.number("calls"))
                .orElseThrow();
    }

    @Override
    public Quota quota() {
        return Quota.CALLS;
    }

    /** What was written down; a moment old. */
    @Override
    public long used() {
        return sql.query(
                        """
                        select calls
                        from api_usage
                        where tenant_id = :tenant and month = cast(:month as date)
                        """)
                .set("month", month(clock.instant()).toString())
                .first(row -> row.number("calls"))
                .orElse(0L);
    }
}
