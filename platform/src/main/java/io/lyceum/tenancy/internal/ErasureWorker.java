package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.Leases;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.OnboardingStep.Status;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Erases schools whose grace has ended, one step after the other and each portion by portion. How
 * far it came stands in rows: a crash anywhere leaves a lease that ends, and the next round, on
 * this node or another, goes on there.
 */
@ApplicationScoped
class ErasureWorker {

    private static final Logger LOG = Logger.getLogger(ErasureWorker.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(1);

    private final Erasures erasures;
    private final Schools schools;
    private final Leases leases;
    private final CurrentSchool currentSchool;
    private volatile boolean running = true;

    @Resource ManagedExecutorService executor;

    protected ErasureWorker() {
        this(null, null, null, null);
    }

    @Inject
    ErasureWorker(Erasures erasures, Schools schools, Leases leases, CurrentSchool currentSchool) {
        this.erasures = erasures;
        this.schools = schools;
        this.leases = leases;
        this.currentSchool = currentSchool;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.submit(this::work);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void work() {
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(500);
                erasures.due().forEach(this::erase);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.log(Level.WARNING, "erasure: the round failed", e);
                }
            }
        }
    }

    private void erase(SchoolId id) {
        String lease = Leases.ofSchool(id);
        if (!leases.take(lease, LEASE)) {
            return;
        }
        Duration rest = Duration.ZERO;
        try {
            // What is said about a school stays when the school is gone: it is the platform's.
            if (currentSchool.call(SchoolId.PLATFORM, () -> erasures.begin(id))) {
                rest = runSteps(schools.byId(id).orElseThrow(), lease);
            }
            if (rest.isZero()) {
                currentSchool.run(SchoolId.PLATFORM, () -> erasures.finish(id));
            }
        } finally {
            leases.release(lease, rest);
        }
    }

    /** Answers how long the school is left alone; not at all when its last step is done. */
    private Duration runSteps(School school, String lease) {
        Set<String> done =
                erasures.steps(school.id()).stream()
                        .filter(step -> step.status() == Status.DONE)
                        .map(Erasures.StepView::key)
                        .collect(Collectors.toSet());
        for (ErasureStep step : erasures.ordered()) {
            if (!done.contains(step.key())) {
                Duration rest = runStep(school, step, lease);
                if (!rest.isZero()) {
                    return rest;
                }
            }
        }
        return Duration.ZERO;
    }

    private Duration runStep(School school, ErasureStep step, String lease) {
        erasures.mark(school.id(), step, Status.RUNNING, Optional.empty());
        try {
            ErasureStep.Progress progress = ErasureStep.Progress.MORE;
            while (progress == ErasureStep.Progress.MORE) {
                if (!running || !leases.extend(lease, LEASE)) {
                    return WHILE_BUSY;
                }
                progress = currentSchool.call(school.id(), () -> step.run(school));
            }
            if (progress == ErasureStep.Progress.BUSY) {
                return WHILE_BUSY;
            }
            erasures.mark(school.id(), step, Status.DONE, Optional.empty());
            return Duration.ZERO;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "erasure: step " + step.key() + " failed", e);
            erasures.mark(school.id(), step, Status.FAILED, Optional.of(Failures.inWords(e)));
            return AFTER_FAILURE;
        }
    }
}
