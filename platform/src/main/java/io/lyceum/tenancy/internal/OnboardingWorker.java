package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.Leases;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.OnboardingStep;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings schools to life, one step after the other. Steps are rows: a crash anywhere leaves the
 * step RUNNING and the lease ending, and the next round goes on there.
 */
@ApplicationScoped
class OnboardingWorker {

    private static final Logger LOG = Logger.getLogger(OnboardingWorker.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final int RETRY_SECONDS = 10;

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final Leases leases;
    private final CurrentSchool currentSchool;
    private final Schools schools;
    private final Instance<OnboardingStep> steps;
    private final String platformName;
    private final String platformAdmin;

    @Resource ManagedExecutorService executor;

    private volatile boolean running = true;

    protected OnboardingWorker() {
        this(null, null, null, null, null, null, null, "", "");
    }

    @Inject
    OnboardingWorker(
            Sql sql,
            Clock clock,
            Transactions transactions,
            Leases leases,
            CurrentSchool currentSchool,
            Schools schools,
            @Any Instance<OnboardingStep> steps,
            @ConfigProperty(name = "lyceum.platform-name", defaultValue = "Lyceum")
                    String platformName,
            @ConfigProperty(
                            name = "lyceum.platform-admin.email",
                            defaultValue = "admin@lyceum.example")
                    String platformAdmin) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.leases = leases;
        this.currentSchool = currentSchool;
        this.schools = schools;
        this.steps = steps;
        this.platformName = platformName;
        this.platformAdmin = platformAdmin;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.submit(this::work);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void work() {
        boolean platformReady = false;
        while (running) {
            try {
                if (!platformReady) {
                    currentSchool.run(
                            SchoolId.PLATFORM,
                            () -> schools.ensurePlatform(platformName, platformAdmin));
                    platformReady = true;
                }
                for (UUID school : waiting()) {
                    onboard(new SchoolId(school));
                }
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.log(Level.WARNING, "onboarding: the round failed", e);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<UUID> waiting() {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select s.id
                                        from school s
                                        left join node_lease l
                                            on l.name = 'school:' || s.id and l.until > :now
                                        where s.status = 'ONBOARDING'
                                          and l.name is null
                                        order by s.created_at
                                        limit 20
                                        """)
                                .set("now", clock.instant())
                                .list(row -> row.uuid("id")));
    }

    private void onboard(SchoolId id) {
        String lease = Leases.ofSchool(id);
        if (!leases.take(lease, LEASE)) {
            return;
        }
        boolean done = currentSchool.call(id, () -> runSteps(id));
        if (done) {
            currentSchool.run(id, () -> schools.activate(id));
        }
        leases.release(lease, done ? Duration.ZERO : Duration.ofSeconds(RETRY_SECONDS));
    }

    private boolean runSteps(SchoolId id) {
        School school = schools.byId(id).orElseThrow();
        List<Schools.StepView> views = schools.steps(id);
        List<OnboardingStep> ordered =
                steps.stream()
                        .<OnboardingStep>map(s -> s)
                        .sorted(Comparator.comparing(OnboardingStep::position))
                        .toList();
        for (OnboardingStep step : ordered) {
            boolean done =
                    views.stream()
                            .anyMatch(
                                    v ->
                                            v.key().equals(step.key())
                                                    && v.status() == OnboardingStep.Status.DONE);
            if (!done && !(stillWanted(id) && runStep(school, step))) {
                return false;
            }
        }
        return true;
    }

    /** Once somebody asked for the school's deletion, no further step is taken. */
    private boolean stillWanted(SchoolId id) {
        return schools.byId(id).filter(s -> s.status() == School.Status.ONBOARDING).isPresent()
                && leases.extend(Leases.ofSchool(id), LEASE);
    }

    private boolean runStep(School school, OnboardingStep step) {
        mark(school.id(), step, OnboardingStep.Status.RUNNING, null);
        try {
            step.run(school);
            mark(school.id(), step, OnboardingStep.Status.DONE, null);
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "onboarding: step " + step.key() + " failed", e);
            mark(school.id(), step, OnboardingStep.Status.FAILED, Failures.inWords(e));
            return false;
        }
    }

    private void mark(
            SchoolId school, OnboardingStep step, OnboardingStep.Status to, String error) {
        Instant now = clock.instant();
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        insert into onboarding_step
                                            (school_id, step, position, status, attempts, error, started_at)
                                        values (:school, :step, :position, :status, 1, :error, :now)
                                        on conflict (school_id, step) do update
                                        set status = :status,
                                            error = :error,
                                            attempts = onboarding_step.attempts + :begun,
                                            started_at = coalesce(onboarding_step.started_at, :now),
                                            finished_at = cast(:finished as timestamptz)
                                        """)
                                .set("school", school.value())
                                .set("step", step.key())
                                .set("position", step.position())
                                .set("status", to)
                                .set("error", error)
                                .set("now", now)
                                .set("begun", to == OnboardingStep.Status.RUNNING ? 1 : 0)
                                .set("finished", to == OnboardingStep.Status.DONE ? now : null)
                                .run());
    }
}
