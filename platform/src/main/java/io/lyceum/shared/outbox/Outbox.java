package io.lyceum.shared.outbox;

import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Where events are published and where a school sees what became of them. */
@ApplicationScoped
public class Outbox {

    private final Sql sql;
    private final Clock clock;
    private final Instance<EventListener<?>> listeners;
    private final OutboxWakeUp wakeUp;

    protected Outbox() {
        this(null, null, null, null);
    }

    @Inject
    Outbox(Sql sql, Clock clock, @Any Instance<EventListener<?>> listeners, OutboxWakeUp wakeUp) {
        this.sql = sql;
        this.clock = clock;
        this.listeners = listeners;
        this.wakeUp = wakeUp;
    }

    /**
     * Writes the event and one delivery per listener in the caller's transaction. Nothing is told
     * to anybody unless that transaction commits.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(Event event) {
        Event.Type type = event.getClass().getAnnotation(Event.Type.class);
        Instant now = clock.instant();
        UUID eventId = Ids.at(now);
        sql.update(
                        """
                        insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                        values (:tenant, :id, :type, :version, cast(:payload as jsonb), :now)
                        """)
                .set("id", eventId)
                .set("type", type.name())
                .set("version", type.version())
                .set("payload", Json.write(event))
                .set("now", now)
                .run();
        boolean told = false;
        for (EventListener<?> listener : listeners) {
            if (listener.event().equals(event.getClass())) {
                told = true;
                sql.update(
                                """
                                insert into outbox_delivery
                                    (tenant_id, id, event_id, listener, status, due_at, created_at)
                                values (:tenant, :id, :event, :listener, 'PENDING', :now, :now)
                                """)
                        .set("id", Ids.at(now))
                        .set("event", eventId)
                        .set("listener", nameOf(listener))
                        .set("now", now)
                        .run();
            }
        }
        if (told) {
            due(sql, now, now);
            wakeUp.afterCommit();
        }
    }

    /** Says that the current school has something to deliver from a moment on. */
    static void due(Sql sql, Instant now, Instant dueAt) {
        sql.update("insert into outbox_due (id, tenant_id, due_at) values (:id, :tenant, :due)")
                .set("id", Ids.at(now))
                .set("due", dueAt)
                .run();
    }

    static String nameOf(EventListener<?> listener) {
        Class<?> type = listener.getClass();
        while (type.isSynthetic() || type.getSimpleName().contains("$")) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    /**
     * Lists deliveries of the current school, newest first.
     *
     * @param listener only those for one listener
     * @param cursor where the page before ended
     * @param limit at most 200
     */
    @Transactional
    public Slice<Delivery> deliveries(
            Optional<Delivery.Status> status,
            Optional<String> listener,
            Optional<String> cursor,
            int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        int most = Math.min(limit, 200);
        List<Delivery> rows =
                sql.query(
                                """
                                select d.id, e.type, d.listener, d.status, d.attempts, d.due_at, d.last_error,
                                       d.created_at, d.finished_at
                                from outbox_delivery d
                                join outbox_event e on e.tenant_id = d.tenant_id and e.id = d.event_id
                                where d.tenant_id = :tenant
                                  and (cast(:status as text) is null or d.status = :status)
                                  and (cast(:listener as text) is null or d.listener = :listener)
                                  and (cast(:at as timestamptz) is null or (d.created_at, d.id) < (:at, :id))
                                order by d.created_at desc, d.id desc
                                limit :limit
                                """)
                        .set("status", status.map(Enum::name).orElse(null))
                        .set("listener", listener.orElse(null))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("id", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", most + 1)
                        .list(Outbox::delivery);
        return Slice.of(rows, most, last -> Cursor.after(last.createdAt(), last.id()));
    }

    /** Names all listeners there are, in the order of their names. */
    public List<String> listeners() {
        Set<String> names = new TreeSet<>();
        listeners.forEach(listener -> names.add(nameOf(listener)));
        return List.copyOf(names);
    }

    /**
     * Puts a parked delivery back in line.
     *
     * @return whether there was such a parked delivery
     */
    @Transactional
    public boolean retry(UUID deliveryId) {
        Instant now = clock.instant();
        int revived =
                sql.update(
                                """
                                update outbox_delivery
                                set status = 'PENDING', attempts = 0, due_at = :now, leased_until = null,
                                    finished_at = null
                                where tenant_id = :tenant and id = :id and status = 'PARKED'
                                """)
                        .set("id", deliveryId)
                        .set("now", now)
                        .run();
        return backInLine(revived, now) > 0;
    }

    /**
     * Puts parked deliveries of the current school back in line.
     *
     * @param listener only those for one listener
     * @return how many there were
     */
    @Transactional
    public int retryAll(Optional<String> listener) {
        Instant now = clock.instant();
        int revived =
                sql.update(
                                """
                                update outbox_delivery
                                set status = 'PENDING', attempts = 0, due_at = :now, leased_until = null,
                                    finished_at = null
                                where tenant_id = :tenant
                                  and status = 'PARKED'
                                  and (cast(:listener as text) is null or listener = :listener)
                                """)
                        .set("listener", listener.orElse(null))
                        .set("now", now)
                        .run();
        return backInLine(revived, now);
    }

    private int backInLine(int revived, Instant now) {
        if (revived > 0) {
            due(sql, now, now);
            wakeUp.afterCommit();
        }
        return revived;
    }

    /** Counts the parked deliveries of the current school by listener. */
    @Transactional
    public SortedMap<String, Long> parked() {
        SortedMap<String, Long> parked = new TreeMap<>();
        sql.query(
                        """
                        select listener, count(*) as parked
                        from outbox_delivery
                        where tenant_id = :tenant and status = 'PARKED'
                        group by listener
                        """)
                .list(row -> parked.put(row.text("listener"), row.number("parked")));
        return parked;
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.uuid("id"),
                row.text("type"),
                row.text("listener"),
                row.constant("status", Delivery.Status.class),
                row.integer("attempts"),
                row.instant("due_at"),
                row.optionalText("last_error"),
                row.instant("created_at"),
                row.optionalInstant("finished_at"));
    }

    /**
     * What became of one event for one listener.
     *
     * @param dueAt when it is tried next, while pending
     * @param finishedAt when it was made, or given up on
     */
    public record Delivery(
            UUID id,
            String event,
            String listener,
            Status status,
            int attempts,
            Instant dueAt,
            Optional<String> lastError,
            Instant createdAt,
            Optional<Instant> finishedAt) {

        /** Where a delivery stands. */
        public enum Status {
            PENDING,
            DONE,
            PARKED
        }
    }
}
