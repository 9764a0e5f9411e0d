package io.lyceum.shared.outbox;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads which schools have something due and has the lanes do it: fair between schools. */
@ApplicationScoped
class LaneRunner {

    private static final Logger LOG = Logger.getLogger(LaneRunner.class.getName());

    /** How long what was committed on other nodes may wait to be found. */
    private static final long POLL_MILLIS = 150;

    /** What is committed in quick succession is looked for once. */
    private static final long GATHER_MILLIS = 5;

    /** How long a school is left alone in a lane that failed for it. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration TURN = Duration.ofSeconds(60);

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final CurrentSchool currentSchool;
    private final OutboxWakeUp wakeUp;
    private final Instance<Lane> lanes;
    private final DueSchools dueSchools;

    @Resource ManagedExecutorService executor;

    private final Set<Place> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Place, Instant> resting = new ConcurrentHashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    protected LaneRunner() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    LaneRunner(
            Sql sql,
            Clock clock,
            Transactions transactions,
            CurrentSchool currentSchool,
            OutboxWakeUp wakeUp,
            @Any Instance<Lane> lanes,
            DueSchools dueSchools) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.currentSchool = currentSchool;
        this.wakeUp = wakeUp;
        this.lanes = lanes;
        this.dueSchools = dueSchools;
    }

    private record Place(String lane, UUID school) {}

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.submit(this::poll);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void poll() {
        Map<String, Semaphore> free = new LinkedHashMap<>();
        lanes.forEach(lane -> free.put(lane.lane(), new Semaphore(lane.schoolsAtOnce())));
        long all = System.nanoTime();
        while (running) {
            try {
                Set<String> called = wakeUp.await(POLL_MILLIS);
                boolean everything = System.nanoTime() - all >= 0;
                if (everything) {
                    all = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
                }
                for (Lane lane : lanes) {
                    if (!everything && !called.contains(lane.lane())) {
                        continue;
                    }
                    dueBySchool(lane)
                            .forEach(
                                    (school, signals) ->
                                            begin(lane, free.get(lane.lane()), school, signals));
                }
                TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.log(Level.WARNING, "lanes: the round failed, the next one tries again", e);
                    pauseAfterFailure();
                }
            }
        }
    }

    private static void pauseAfterFailure() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<UUID, List<UUID>> dueBySchool(Lane lane) {
        Map<UUID, List<UUID>> due = new LinkedHashMap<>();
        transactions.run(
                () ->
                        sql.query(
                                        """
                                        select tenant_id, array_agg(cast(id as text)) as signals
                                        from outbox_due
                                        where lane = :lane and due_at <= :now
                                        group by tenant_id
                                        order by min(due_at)
                                        limit 200
                                        """)
                                .set("lane", lane.lane())
                                .set("now", clock.instant())
                                .list(
                                        row ->
                                                due.put(
                                                        row.uuid("tenant_id"),
                                                        row.texts("signals").stream()
                                                                .map(UUID::fromString)
                                                                .toList())));
        return due;
    }

    /**
     * Begins with a school, unless it is under way or no place is free: then a later round does.
     */
    private void begin(Lane lane, Semaphore free, UUID school, List<UUID> signals) {
        Place place = new Place(lane.lane(), school);
        if (clock.instant().isBefore(resting.getOrDefault(place, Instant.MIN))) {
            return;
        }
        if (underWay.contains(place) || !free.tryAcquire()) {
            waiting.add(lane.lane());
            return;
        }
        underWay.add(place);
        executor.submit(
                () -> {
                    try {
                        currentSchool.run(new SchoolId(school), () -> work(lane, signals));
                        resting.remove(place);
                    } catch (RuntimeException e) {
                        resting.put(place, clock.instant().plus(REST));
                        LOG.log(
                                Level.WARNING,
                                "lane " + lane.lane() + ": school " + school + " failed",
                                e);
                    } finally {
                        underWay.remove(place);
                        free.release();
                        if (waiting.remove(lane.lane())) {
                            wakeUp.wake(lane.lane());
                        }
                    }
                });
    }

    private void work(Lane lane, List<UUID> signals) {
        Instant end = clock.instant().plus(TURN);
        Lane.Turn turn = () -> !running || clock.instant().isAfter(end);
        boolean more = lane.portion(turn);
        while (more && !turn.over()) {
            more = lane.portion(turn);
        }
        if (!running) {
            // Somebody else goes on with what the signals are for.
            return;
        }
        boolean again = more;
        transactions.run(
                () -> {
                    if (again) {
                        // Behind those who wait already.
                        dueSchools.signal(lane.lane(), clock.instant());
                    }
                    sql.update("delete from outbox_due where id = any(:ids)")
                            .set("ids", signals.toArray(UUID[]::new))
                            .run();
                });
    }
}
