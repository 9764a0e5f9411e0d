package io.lyceum.shared.outbox;

import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.text.Redaction;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers what the outbox holds. It reads which schools have something due, then leases a batch of
 * one school at a time with {@code for update skip locked}: fair between schools and safe with many
 * nodes. A node that dies leaves a lease that ends and a due row for the moment after.
 */
@ApplicationScoped
class OutboxDispatcher {

    private static final Logger LOG = Logger.getLogger(OutboxDispatcher.class.getName());
    private static final int BATCH = 20;
    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int MAX_ATTEMPTS = 10;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 500;

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final CurrentSchool currentSchool;
    private final OutboxWakeUp wakeUp;
    private final Instance<EventListener<?>> listeners;

    @Resource ManagedExecutorService executor;

    private final String holder = UUID.randomUUID().toString();
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(SCHOOLS_AT_ONCE);
    private volatile boolean running = true;

    protected OutboxDispatcher() {
        this(null, null, null, null, null, null);
    }

    @Inject
    OutboxDispatcher(
            Sql sql,
            Clock clock,
            Transactions transactions,
            CurrentSchool currentSchool,
            OutboxWakeUp wakeUp,
            @Any Instance<EventListener<?>> listeners) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.currentSchool = currentSchool;
        this.wakeUp = wakeUp;
        this.listeners = listeners;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.submit(this::poll);
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    private void poll() {
        while (running) {
            try {
                wakeUp.await(POLL_MILLIS);
                dueBySchool().forEach(this::begin);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.log(Level.WARNING, "outbox: the round failed, the next one tries again", e);
                    pauseAfterFailure();
                }
            }
        }
    }

    private static void pauseAfterFailure() {
        try {
            java.util.concurrent.TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<UUID, List<UUID>> dueBySchool() {
        Map<UUID, List<UUID>> due = new LinkedHashMap<>();
        transactions.run(
                () ->
                        sql.query(
                                        """
                                        select id, tenant_id
                                        from outbox_due
                                        where due_at <= :now
                                        order by due_at
                                        limit 1000
                                        """)
                                .set("now", clock.instant())
                                .list(
                                        row ->
                                                due.computeIfAbsent(
                                                                row.uuid("tenant_id"),
                                                                t -> new ArrayList<>())
                                                        .add(row.uuid("id"))));
        return due;
    }

    private void begin(UUID tenant, List<UUID> signals) {
        if (!underWay.add(tenant)) {
            return;
        }
        free.acquireUninterruptibly();
        executor.submit(
                () -> {
                    try {
                        currentSchool.run(new SchoolId(tenant), () -> deliverAll(signals));
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "outbox: school " + tenant + " failed", e);
                    } finally {
                        underWay.remove(tenant);
                        free.release();
                    }
                });
    }

    private void deliverAll(List<UUID> signals) {
        List<Lease> leases;
        do {
            leases = transactions.call(this::lease);
            leases.forEach(this::deliver);
        } while (running && leases.size() == BATCH);
        transactions.run(
                () ->
                        sql.update("delete from outbox_due where id = any(:ids)")
                                .set("ids", signals.toArray(UUID[]::new))
                                .run());
    }

    private List<Lease> lease() {
        Instant now = clock.instant();
        List<Lease> leases =
                sql.query(
                                """
                                with taken as (
                                    update outbox_delivery
                                    set leased_until = :until, lease_holder = :holder, attempts = attempts + 1
                                    where tenant_id = :tenant
                                      and id in (
                                        select id
                                        from outbox_delivery
                                        where tenant_id = :tenant
                                          and status = 'PENDING'
                                          and due_at <= :now
                                          and (leased_until is null or leased_until < :now)
                                        order by due_at
                                        limit :batch
                                        for update skip locked)
                                    returning id, event_id, listener, attempts)
                                select t.id, t.event_id, t.listener, t.attempts, e.type, e.payload
                                from taken t
                                join outbox_event e on e.tenant_id = :tenant and e.id = t.event_id
                                order by e.occurred_at, t.id
                                """)
                        .set("until", now.plus(LEASE))
                        .set("holder", holder)
                        .set("now", now)
                        .set("batch", BATCH)
                        .list(
                                row ->
                                        new Lease(
                                                row.uuid("id"),
                                                row.uuid("event_id"),
                                                row.text("listener"),
                                                row.integer("attempts"),
                                                row.text("payload")));
        if (!leases.isEmpty()) {
            Outbox.due(sql, now, now.plus(LEASE).plusSeconds(1));
        }
        return leases;
    }

    private void deliver(Lease lease) {
        try {
            Optional<EventListener<?>> found =
                    listeners.stream()
                            .<EventListener<?>>map(l -> l)
                            .filter(l -> Outbox.nameOf(l).equals(lease.listener()))
                            .findFirst();
            if (found.isEmpty()) {
                throw new EventListener.Undeliverable("no listener " + lease.listener());
            }
            tell(found.get(), lease);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.INFO,
                    "outbox: {0} failed: {1}",
                    new Object[] {lease.listener(), inWords(e)});
            transactions.run(() -> failed(lease, e));
        }
    }

    private <E extends Event> void tell(EventListener<E> listener, Lease lease) {
        E event = Json.read(lease.payload(), listener.event());
        if (listener instanceof EventListener.InTransaction<E>) {
            transactions.run(
                    () -> {
                        if (done(lease)) {
                            listener.on(lease.eventId(), event);
                        }
                    });
        } else {
            listener.on(lease.eventId(), event);
            transactions.run(() -> done(lease));
        }
    }

    /** Marks a delivery as done, unless another node took it over after this lease ended. */
    private boolean done(Lease lease) {
        return sql.update(
                                """
                                update outbox_delivery
                                set status = 'DONE', finished_at = :now, last_error = null
                                where tenant_id = :tenant
                                  and id = :id
                                  and status = 'PENDING'
                                  and lease_holder = :holder
                                  and attempts = :attempt
                                """)
                        .set("now", clock.instant())
                        .set("id", lease.id())
                        .set("holder", holder)
                        .set("attempt", lease.attempt())
                        .run()
                == 1;
    }

    private void failed(Lease lease, RuntimeException cause) {
        boolean parked =
                cause instanceof EventListener.Undeliverable || lease.attempt() >= MAX_ATTEMPTS;
        Instant now = clock.instant();
        Instant next = now.plus(backoff(lease.attempt()));
        sql.update(
                        """
                        update outbox_delivery
                        set status = :status, due_at = :next, leased_until = null, last_error = :error,
                            finished_at = :finished
                        where tenant_id = :tenant
                          and id = :id
                          and status = 'PENDING'
                          and lease_holder = :holder
                        """)
                .set("status", parked ? "PARKED" : "PENDING")
                .set("next", next)
                .set("finished", parked ? now : null)
                .set("error", inWords(cause))
                .set("id", lease.id())
                .set("holder", holder)
                .run();
        if (!parked) {
            Outbox.due(sql, now, next);
        }
    }

    /** Doubles from two seconds to an hour, give or take a fifth. */
    static Duration backoff(int attempt) {
        long seconds = Math.min(3600, 2L << Math.min(attempt - 1, 11));
        return Duration.ofMillis(
                (long) (seconds * 1000 * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    /** Told to people of the school and to logs: who a mail was for is nobody's business there. */
    private static String inWords(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text =
                Redaction.withoutAddresses(
                        root.getClass().getSimpleName() + ": " + root.getMessage());
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private record Lease(UUID id, UUID eventId, String listener, int attempt, String payload) {}
}
