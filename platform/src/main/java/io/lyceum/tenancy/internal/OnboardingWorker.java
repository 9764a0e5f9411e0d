package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
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
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int RETRY_SECONDS = 10;

    @Inject Sql sql;
    @Inject Clock clock;
    @Inject Transactions transactions;
    @Inject CurrentSchool currentSchool;
    @Inject Schools schools;
    @Inject @Any Instance<OnboardingStep> steps;
    @Resource ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "lyceum.platform-name", defaultValue = "Lyceum")
    String platformName;

    @Inject
    @ConfigProperty(name = "lyceum.platform-admin.email", defaultValue = "admin@lyceum.example")
    String platformAdmin;

    private final String holder = UUID.randomUUID().toString();
    private volatile boolean running = true;

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
                                            on l.name = 'onboarding:' || s.id and l.until > :now
                                        where s.status = 'ONBOARDING'
                                          and l.name is null
                                        order by s.created_at
                                        limit 20
                                        """)
                                .set("now", clock.instant())
                                .list(row -> row.uuid("id")));
    }

    private void onboard(SchoolId id) {
        if (!lease(id, LEASE)) {
            return;
        }
        boolean done = currentSchool.call(id, () -> runSteps(id));
        if (done) {
            currentSchool.run(id, () -> schools.activate(id));
        }
        release(id, done ? Duration.ZERO : Duration.ofSeconds(RETRY_SECONDS));
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
            if (!done && !runStep(school, step)) {
                return false;
            }
        }
        return true;
    }

    private boolean runStep(School school, OnboardingStep step) {
        mark(school.id(), step, OnboardingStep.Status.RUNNING, null);
        try {
            step.run(school);
            mark(school.id(), step, OnboardingStep.Status.DONE, null);
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "onboarding: step " + step.key() + " failed", e);
            String words =
                    e instanceof Problem problem
                            ? problem.detail()
                            : e.getClass().getSimpleName() + ": " + e.getMessage();
            mark(school.id(), step, OnboardingStep.Status.FAILED, words);
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

    private boolean lease(SchoolId id, Duration length) {
        Instant now = clock.instant();
        return transactions.call(
                () ->
                        sql.update(
                                                """
                                                insert into node_lease (name, holder, until)
                                                values (:name, :holder, :until)
                                                on conflict (name) do update
                                                set holder = :holder, until = :until
                                                where node_lease.until <= :now
                                                """)
                                        .set("name", "onboarding:" + id)
                                        .set("holder", holder)
                                        .set("until", now.plus(length))
                                        .set("now", now)
                                        .run()
                                == 1);
    }

    private void release(SchoolId id, Duration rest) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        update node_lease set until = :until
                                        where name = :name and holder = :holder
                                        """)
                                .set("name", "onboarding:" + id)
                                .set("holder", holder)
                                .set("until", clock.instant().plus(rest))
                                .run());
    }
}
