package io.lyceum.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Schools that go for good: when, how far, and what is left of them. What is left is the row of the
 * school without a person in it, which keeps its address from being given away.
 */
@UseCase
public class Erasures {

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final Schools schools;
    private final SchoolHosts schoolHosts;
    private final Instance<ErasureStep> steps;

    protected Erasures() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Erasures(
            Sql sql,
            Clock clock,
            Audit audit,
            Schools schools,
            SchoolHosts schoolHosts,
            @Any Instance<ErasureStep> steps) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.schools = schools;
        this.schoolHosts = schoolHosts;
        this.steps = steps;
    }

    /**
     * Ends the grace of a school whose deletion was asked for; the erasure begins within seconds.
     *
     * @param typedSlug what the admin typed to confirm
     * @throws Problem NOT_FOUND, SLUG_NOT_CONFIRMED, WRONG_SCHOOL_STATE
     */
    public Schools.Details hasten(String slug, String typedSlug) {
        Schools.Details before = schools.bySlug(slug);
        if (!slug.equals(typedSlug)) {
            throw new Problem(TenancyProblem.SLUG_NOT_CONFIRMED);
        }
        int hastened =
                sql.update(
                                """
                                update school
                                set delete_after = :now, version = version + 1
                                where id = :id and status = 'DELETING'
                                """)
                        .set("now", clock.instant())
                        .set("id", before.school().id().value())
                        .run();
        if (hastened == 0) {
            throw new Problem(
                    TenancyProblem.WRONG_SCHOOL_STATE,
                    before.school().status().name().toLowerCase(Locale.ROOT));
        }
        audit.record(
                "school.erasure_hastened", "school", before.school().id(), Map.of("slug", slug));
        return schools.bySlug(slug);
    }

    /** Lists schools whose grace has ended and whose lease is free, longest waiting first. */
    public List<SchoolId> due() {
        return sql.query(
                        """
                        select s.id
                        from school s
                        left join node_lease l on l.name = 'school:' || s.id and l.until > :now
                        where s.status in ('DELETING', 'ERASING')
                          and s.delete_after <= :now
                          and l.name is null
                        order by s.delete_after
                        limit 20
                        """)
                .set("now", clock.instant())
                .list(row -> new SchoolId(row.uuid("id")));
    }

    /**
     * Passes the point of no return: the school's hosts lead nowhere from now on. Called again, it
     * changes nothing.
     *
     * @return false when somebody brought the school back in the meantime
     */
    public boolean begin(SchoolId id) {
        int begun =
                sql.update(
                                """
                                update school
                                set status = 'ERASING', version = version + 1
                                where id = :id and status = 'DELETING' and delete_after <= :now
                                """)
                        .set("id", id.value())
                        .set("now", clock.instant())
                        .run();
        School school = schools.byId(id).orElseThrow();
        if (begun == 1) {
            sql.update("delete from school_host where school_id = :id").set("id", id.value()).run();
            steps.forEach(step -> addStep(id, step));
            audit.record("school.erasure_begun", "school", id, Map.of("slug", school.slug()));
            schoolHosts.forget();
        }
        return school.status() == School.Status.ERASING;
    }

    private void addStep(SchoolId school, ErasureStep step) {
        sql.update(
                        """
                        insert into erasure_step (school_id, step, position, status)
                        values (:school, :step, :position, 'WAITING')
                        """)
                .set("school", school.value())
                .set("step", step.key())
                .set("position", step.position())
                .run();
    }

    /** Notes how a step stands. */
    public void mark(
            SchoolId school, ErasureStep step, OnboardingStep.Status to, Optional<String> error) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update erasure_step
                        set status = :status,
                            error = :error,
                            attempts = attempts + :begun,
                            started_at = coalesce(started_at, :now),
                            finished_at = :finished
                        where school_id = :school and step = :step
                        """)
                .set("status", to)
                .set("error", error.orElse(null))
                .set("begun", to == OnboardingStep.Status.RUNNING ? 1 : 0)
                .set("now", now)
                .set("finished", to == OnboardingStep.Status.DONE ? now : null)
                .set("school", school.value())
                .set("step", step.key())
                .run();
    }

    /** Adds to what a step has erased, in the caller's transaction where there is one. */
    public void count(SchoolId school, ErasureStep step, String what, int number) {
        sql.update(
                        """
                        update erasure_step
                        set erased = erased || jsonb_build_object(
                            cast(:what as text),
                            coalesce(cast(erased ->> cast(:what as text) as bigint), 0) + :number)
                        where school_id = :school and step = :step
                        """)
                .set("what", what)
                .set("number", number)
                .set("school", school.value())
                .set("step", step.key())
                .run();
    }

    /** Leaves a name, an address and dates of a school of which nothing else is left. */
    public void finish(SchoolId id) {
        int erased =
                sql.update(
                                """
                                update school
                                set status = 'ERASED', owner_email = '', erased_at = :now, version = version + 1
                                where id = :id
                                  and status = 'ERASING'
                                  and not exists (
                                    select 1 from erasure_step e where e.school_id = :id and e.status <> 'DONE')
                                """)
                        .set("id", id.value())
                        .set("now", clock.instant())
                        .run();
        if (erased == 1) {
            School school = schools.byId(id).orElseThrow();
            audit.record(
                    "school.erased",
                    "school",
                    id,
                    Map.of("slug", school.slug(), "erased", totals(steps(id))));
        }
    }

    /** Lists the steps of a school's erasure in their order; none before it begins. */
    public List<StepView> steps(SchoolId id) {
        return sql.query(
                        """
                        select step, status, attempts, error, erased, started_at, finished_at
                        from erasure_step
                        where school_id = :id
                        order by position
                        """)
                .set("id", id.value())
                .list(
                        row ->
                                new StepView(
                                        row.text("step"),
                                        row.constant("status", OnboardingStep.Status.class),
                                        row.integer("attempts"),
                                        row.optionalText("error"),
                                        erased(row),
                                        row.optionalInstant("started_at"),
                                        row.optionalInstant("finished_at")));
    }

    /** The steps as the worker goes through them. */
    public List<ErasureStep> ordered() {
        return steps.stream()
                .<ErasureStep>map(step -> step)
                .sorted(Comparator.comparing(ErasureStep::position))
                .toList();
    }

    private static SortedMap<String, Long> erased(Row row) {
        try {
            return Json.MAPPER.readValue(row.text("erased"), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sums up what all steps erased, by kind. */
    public static SortedMap<String, Long> totals(List<StepView> steps) {
        SortedMap<String, Long> totals = new TreeMap<>();
        for (StepView step : steps) {
            step.erased().forEach((what, number) -> totals.merge(what, number, Long::sum));
        }
        return totals;
    }

    /**
     * One step as people see it.
     *
     * @param erased how many of each kind are gone: rows by table, {@code files}, {@code realms}
     */
    public record StepView(
            String key,
            OnboardingStep.Status status,
            int attempts,
            Optional<String> error,
            SortedMap<String, Long> erased,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt) {}
}
