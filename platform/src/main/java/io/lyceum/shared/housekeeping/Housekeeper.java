package io.lyceum.shared.housekeeping;

import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Does all chores, first for this node and then for one school after the other. */
@ApplicationScoped
class Housekeeper {

    private static final Logger LOG = Logger.getLogger(Housekeeper.class.getName());
    private static final Duration AFTER_START = Duration.ofMinutes(1);
    private static final int SCHOOLS_A_PAGE = 100;

    @Inject Clock clock;
    @Inject Transactions transactions;
    @Inject CurrentSchool currentSchool;
    @Inject Schools schools;
    @Inject @Any Instance<Chore> chores;

    @Inject
    @ConfigProperty(name = "lyceum.housekeeping.every", defaultValue = "PT1H")
    Duration every;

    @Resource ManagedScheduledExecutorService executor;

    private volatile boolean running = true;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        Duration first = every.compareTo(AFTER_START) < 0 ? every : AFTER_START;
        executor.scheduleWithFixedDelay(
                this::tidy, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void tidy() {
        Instant now = clock.instant();
        for (Chore chore : chores) {
            attempt(chore, () -> chore.onThisNode(now));
        }
        try {
            tidySchools(now);
        } catch (RuntimeException e) {
            if (running) {
                LOG.log(Level.WARNING, "housekeeping: the schools could not be listed", e);
            }
        }
    }

    private void tidySchools(Instant now) {
        tidySchool(SchoolId.PLATFORM, now);
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Schools.Details> page =
                    transactions.call(
                            () -> schools.list(Optional.empty(), "", from, SCHOOLS_A_PAGE));
            for (Schools.Details one : page.items()) {
                tidySchool(one.school().id(), now);
            }
            cursor = page.next();
        } while (running && cursor.isPresent());
    }

    private void tidySchool(SchoolId school, Instant now) {
        for (Chore chore : chores) {
            attempt(chore, () -> currentSchool.run(school, () -> chore.forSchool(now)));
        }
    }

    private void attempt(Chore chore, Runnable work) {
        if (!running) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "housekeeping: " + chore.getClass().getSimpleName(), e);
        }
    }
}
