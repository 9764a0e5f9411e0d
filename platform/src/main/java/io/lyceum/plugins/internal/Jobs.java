package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs of the current school's plugins: when each is due and where its run stands. */
@ApplicationScoped
public class Jobs {

    static final String LANE = "PLUGIN_JOBS";

    /** Longer than a step may take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int MOST_FAILURES = 10;
    private static final int MOST_STEPS = 10_000;
    private static final int LONGEST_ERROR = 1000;

    private final Sql sql;
    private final Clock clock;
    private final DueSchools dueSchools;

    protected Jobs() {
        this(null, null, null);
    }

    @Inject
    Jobs(Sql sql, Clock clock, DueSchools dueSchools) {
        this.sql = sql;
        this.clock = clock;
        this.dueSchools = dueSchools;
    }

    /**
     * A job and where it stands.
     *
     * @param due when its next run, or the next step of this one, begins
     * @param runDue when this run was to begin; null between runs
     * @param failures of this run, one after the other
     */
    public record Job(
            UUID id,
            String plugin,
            String job,
            Instant due,
            @Nullable Instant runDue,
            JsonNode checkpoint,
            int steps,
            int failures,
            Optional<Instant> lastRun,
            String lastError) {}

    /** Has just the jobs that a version provides; the first run is after the first period. */
    void keep(String plugin, Descriptor descriptor) {
        List<Descriptor.Provided> jobs =
                descriptor.provides().stream().filter(p -> p.kind() == Kind.JOB).toList();
        sql.update(
                        """
                        delete from plugin_job
                        where tenant_id = :tenant and plugin_id = :plugin and not (job = any(:jobs))
                        """)
                .set("plugin", plugin)
                .set("jobs", jobs.stream().map(Descriptor.Provided::id).toArray(String[]::new))
                .run();
        Instant now = clock.instant();
        for (Descriptor.Provided job : jobs) {
            Instant due = now.plus(job.every());
            int added =
                    sql.update(
                                    """
                                    insert into plugin_job (tenant_id, id, plugin_id, job, due_at)
                                    values (:tenant, :id, :plugin, :job, :due)
                                    on conflict (tenant_id, plugin_id, job) do nothing
                                    """)
                            .set("id", Ids.at(now))
                            .set("plugin", plugin)
                            .set("job", job.id())
                            .set("due", due)
                            .run();
            if (added > 0) {
                dueSchools.signal(LANE, due);
            }
        }
    }

    /** Looks at a plugin's jobs again, after it could not run. */
    void hurry(String plugin) {
        if (!of(plugin).isEmpty()) {
            dueSchools.signal(LANE, clock.instant());
        }
    }

    void forget(String plugin) {
        sql.update("delete from plugin_job where tenant_id = :tenant and plugin_id = :plugin")
                .set("plugin", plugin)
                .run();
    }

    /** Lists the jobs of a plugin. */
    public List<Job> of(String plugin) {
        return sql.query(
                        """
                        select id, plugin_id, job, due_at, run_due_at, checkpoint, steps, failures, last_run_at,
                            last_error
                        from plugin_job
                        where tenant_id = :tenant and plugin_id = :plugin
                        order by job
                        """)
                .set("plugin", plugin)
                .list(Jobs::job);
    }

    private static Job job(Row row) {
        return new Job(
                row.uuid("id"),
                row.text("plugin_id"),
                row.text("job"),
                row.instant("due_at"),
                row.optionalInstant("run_due_at").orElse(null),
                Json.read(row.text("checkpoint"), JsonNode.class),
                row.integer("steps"),
                row.integer("failures"),
                row.optionalInstant("last_run_at"),
                row.text("last_error"));
    }

    /**
     * Asks for a run; one that waits already is moved to the earlier time, one that is under way
     * goes on where it is.
     *
     * @return false if there is no such job
     */
    public boolean runAt(String plugin, String job, Instant time, JsonNode start) {
        int moved =
                sql.update(
                                """
                                update plugin_job
                                set due_at = least(due_at, :time),
                                    checkpoint = case when run_due_at is null then cast(:start as jsonb)
                                        else checkpoint end
                                where tenant_id = :tenant and plugin_id = :plugin and job = :job
                                """)
                        .set("time", time)
                        .set("start", start.toString())
                        .set("plugin", plugin)
                        .set("job", job)
                        .run();
        if (moved > 0) {
            dueSchools.signal(LANE, time);
        }
        return moved > 0;
    }

    /** Takes on the job that is due for longest, of the plugins that run. */
    Optional<Job> lease() {
        Instant now = clock.instant();
        Optional<Job> job =
                sql.query(
                                """
                                update plugin_job
                                set leased_until = :until, run_due_at = coalesce(run_due_at, due_at)
                                where tenant_id = :tenant
                                  and id = (
                                    select j.id
                                    from plugin_job j
                                    join school_plugin s on s.tenant_id = :tenant and s.plugin_id = j.plugin_id
                                        and s.state = 'ENABLED'
                                    where j.tenant_id = :tenant
                                      and j.due_at <= :now
                                      and (j.leased_until is null or j.leased_until < :now)
                                    order by j.due_at
                                    limit 1
                                    for update of j skip locked)
                                returning id, plugin_id, job, due_at, run_due_at, checkpoint, steps, failures,
                                    last_run_at, last_error
                                """)
                        .set("until", now.plus(LEASE))
                        .set("now", now)
                        .first(Jobs::job);
        if (job.isPresent()) {
            dueSchools.signal(LANE, now.plus(LEASE).plusSeconds(1));
        }
        return job;
    }

    /** Notes where a run stands after a step. */
    void stepped(Job job, JsonNode checkpoint) {
        if (job.steps() + 1 >= MOST_STEPS) {
            ended(
                    job,
                    job.due().plus(Duration.ofHours(1)),
                    "It did not end after " + MOST_STEPS + " steps.");
            return;
        }
        change(job, clock.instant(), checkpoint.toString(), job.steps() + 1, 0, "", false);
    }

    /** Notes that a run has ended. */
    void finished(Job job, Duration every) {
        ended(job, next(job, every), "");
    }

    /** Notes that a step failed: it is tried again, and after the last time the run is given up. */
    void failed(Job job, Duration every, String error) {
        int failures = job.failures() + 1;
        if (failures >= MOST_FAILURES) {
            ended(job, next(job, every), error);
            return;
        }
        Duration wait = Duration.ofSeconds(Math.min(3600, 15L << Math.min(failures, 10)));
        change(
                job,
                clock.instant().plus(wait),
                job.checkpoint().toString(),
                job.steps(),
                failures,
                error,
                false);
    }

    /** Puts a step off that could not be tried. */
    void postpone(Job job, Duration wait) {
        change(
                job,
                clock.instant().plus(wait),
                job.checkpoint().toString(),
                job.steps(),
                job.failures(),
                job.lastError(),
                false);
    }

    /** The next time in the job's own rhythm that has not passed. */
    private Instant next(Job job, Duration every) {
        Instant now = clock.instant();
        Instant begun = job.runDue() == null ? now : job.runDue();
        long periods = Math.max(1, Duration.between(begun, now).dividedBy(every) + 1);
        return begun.plus(every.multipliedBy(periods));
    }

    private void ended(Job job, Instant next, String error) {
        change(job, next, "{}", 0, 0, error, true);
    }

    private void change(
            Job job,
            Instant due,
            String checkpoint,
            int steps,
            int failures,
            String error,
            boolean ended) {
        sql.update(
                        """
                        update plugin_job
                        set due_at = :due, checkpoint = cast(:checkpoint as jsonb), steps = :steps,
                            failures = :failures, last_error = :error, leased_until = null,
                            run_due_at = case when :ended then null else run_due_at end,
                            last_run_at = case when :ended then :now else last_run_at end
                        where tenant_id = :tenant and id = :id
                        """)
                .set("due", due)
                .set("checkpoint", checkpoint)
                .set("steps", steps)
                .set("failures", failures)
                .set(
                        "error",
                        error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)
                .set("ended", ended)
                .set("now", clock.instant())
                .set("id", job.id())
                .run();
        dueSchools.signal(LANE, due);
    }
}
