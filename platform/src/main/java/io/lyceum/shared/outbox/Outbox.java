package io.lyceum.shared.outbox;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Where events are published and where a school sees what became of them. */
@ApplicationScoped
public class Outbox {

    /**
     * Deliveries of events to their subscribers. Events about one person in one course are told in
     * their order; so are those about either.
     */
    private static final String TO_SUBSCRIBERS =
            """
            insert into outbox_delivery
                (tenant_id, id, event_id, listener, lane, order_key, status, due_at, created_at)
            select :tenant, gen_random_uuid(), e.id, s.subscriber, s.lane,
                nullif(coalesce(e.payload ->> 'person', '') || '/' || coalesce(e.payload ->> 'course', ''), '/'),
                'PENDING', :now, :now
            from outbox_event e
            join outbox_subscription s on s.tenant_id = :tenant and s.type = e.type
            where e.tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;
    private final Instance<EventListener<?>> listeners;
    private final DueSchools dueSchools;

    protected Outbox() {
        this(null, null, null, null);
    }

    @Inject
    Outbox(Sql sql, Clock clock, @Any Instance<EventListener<?>> listeners, DueSchools dueSchools) {
        this.sql = sql;
        this.clock = clock;
        this.listeners = listeners;
        this.dueSchools = dueSchools;
    }

    /**
     * Writes the event and a delivery for each listener and subscriber, in the caller's
     * transaction. Nothing is told to anybody unless that transaction commits.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(Event event) {
        Event.Type type = event.getClass().getAnnotation(Event.Type.class);
        List<String> told = new ArrayList<>();
        for (EventListener<?> listener : listeners) {
            if (listener.event().equals(event.getClass())) {
                told.add(nameOf(listener));
            }
        }
        write(type.name(), type.version(), Json.MAPPER.valueToTree(event), told);
    }

    /**
     * Publishes an event that no class stands for; only subscribers are told.
     *
     * @param payload JSON object
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(String type, int version, JsonNode payload) {
        write(type, version, payload, List.of());
    }

    private void write(String type, int version, JsonNode payload, List<String> classes) {
        Instant now = clock.instant();
        UUID event = Ids.at(now);
        sql.update(
                        """
                        insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                        values (:tenant, :id, :type, :version, cast(:payload as jsonb), :now)
                        """)
                .set("id", event)
                .set("type", type)
                .set("version", version)
                .set("payload", payload.toString())
                .set("now", now)
                .run();
        Set<String> lanes = new TreeSet<>();
        for (String listener : classes) {
            sql.update(
                            """
                            insert into outbox_delivery
                                (tenant_id, id, event_id, listener, lane, status, due_at, created_at)
                            values (:tenant, :id, :event, :listener, :lane, 'PENDING', :now, :now)
                            """)
                    .set("id", Ids.at(now))
                    .set("event", event)
                    .set("listener", listener)
                    .set("lane", OutboxDispatcher.LANE)
                    .set("now", now)
                    .run();
            lanes.add(OutboxDispatcher.LANE);
        }
        lanes.addAll(
                sql.query(
                                TO_SUBSCRIBERS
                                        + " and e.id = :event order by s.subscriber returning lane")
                        .set("event", event)
                        .set("now", now)
                        .list(row -> row.text("lane")));
        lanes.forEach(lane -> dueSchools.signal(lane, now));
    }

    /**
     * Says anew who of a group of subscribers is told of which types of events.
     *
     * @param group what the names of all of them begin with
     * @param lane who makes the deliveries
     * @param types by the subscriber's name, which its deliveries bear; what waits for one that is
     *     not named any more is still delivered
     */
    @Transactional
    public void subscribe(String group, String lane, Map<String, Set<String>> types) {
        Instant now = clock.instant();
        sql.update(
                        """
                        delete from outbox_subscription
                        where tenant_id = :tenant and left(subscriber, length(:group)) = :group
                        """)
                .set("group", group)
                .run();
        new TreeMap<>(types)
                .forEach(
                        (subscriber, all) ->
                                new TreeSet<>(all)
                                        .forEach(type -> subscribe(subscriber, lane, type, now)));
    }

    private void subscribe(String subscriber, String lane, String type, Instant now) {
        sql.update(
                        """
                        insert into outbox_subscription (tenant_id, id, type, subscriber, lane)
                        values (:tenant, :id, :type, :subscriber, :lane)
                        """)
                .set("id", Ids.at(now))
                .set("type", type)
                .set("subscriber", subscriber)
                .set("lane", lane)
                .run();
    }

    /** Lets what waits for a group be tried at once, after what was in its way is gone. */
    @Transactional
    public void hurry(String group, String lane) {
        Instant now = clock.instant();
        int waiting =
                sql.update(
                                """
                                update outbox_delivery
                                set due_at = :now
                                where tenant_id = :tenant
                                  and left(listener, length(:group)) = :group
                                  and status = 'PENDING'
                                  and due_at > :now
                                  and (leased_until is null or leased_until < :now)
                                """)
                        .set("group", group)
                        .set("now", now)
                        .run();
        if (waiting > 0) {
            dueSchools.signal(lane, now);
        }
    }

    /** Forgets a group of subscribers and what waits for them. */
    @Transactional
    public void forget(String group) {
        subscribe(group, "", Map.of());
        sql.update(
                        """
                        delete from outbox_delivery
                        where tenant_id = :tenant and left(listener, length(:group)) = :group and status <> 'DONE'
                        """)
                .set("group", group)
                .run();
    }

    /**
     * Counts the deliveries of a group by state.
     *
     * @return nothing for states without any
     */
    @Transactional
    public Map<Delivery.Status, Long> standing(String group) {
        Map<Delivery.Status, Long> standing = new EnumMap<>(Delivery.Status.class);
        sql.query(
                        """
                        select status, count(*) as deliveries
                        from outbox_delivery
                        where tenant_id = :tenant and left(listener, length(:group)) = :group
                        group by status
                        """)
                .set("group", group)
                .list(
                        row ->
                                standing.put(
                                        row.constant("status", Delivery.Status.class),
                                        row.number("deliveries")));
        return standing;
    }

    /**
     * Reads the newest events that somebody is told of, oldest first.
     *
     * @return with attempt 1, taken on by nobody
     */
    @Transactional
    public List<LeasedDelivery> latest(String subscriber, int most) {
        List<LeasedDelivery> events =
                sql.query(
                                """
                                select e.id, e.type, e.type_version, e.payload, e.occurred_at
                                from outbox_event e
                                join outbox_subscription s on s.tenant_id = :tenant and s.type = e.type
                                    and s.subscriber = :subscriber
                                where e.tenant_id = :tenant
                                order by e.occurred_at desc, e.id desc
                                limit :most
                                """)
                        .set("subscriber", subscriber)
                        .set("most", most)
                        .list(
                                row ->
                                        new LeasedDelivery(
                                                row.uuid("id"),
                                                row.uuid("id"),
                                                subscriber,
                                                1,
                                                row.text("type"),
                                                row.integer("type_version"),
                                                Json.read(row.text("payload"), JsonNode.class),
                                                row.instant("occurred_at"),
                                                row.instant("occurred_at")));
        List<LeasedDelivery> oldestFirst = new ArrayList<>(events);
        Collections.reverse(oldestFirst);
        return List.copyOf(oldestFirst);
    }

    /**
     * Tells a subscriber once more of what happened since a moment, and of what it was never told.
     *
     * @return how many events
     */
    @Transactional
    public int replay(String subscriber, Instant since) {
        Instant now = clock.instant();
        List<String> lanes =
                sql.query(
                                TO_SUBSCRIBERS
                                        + """
                                        and s.subscriber = :subscriber
                                        and e.occurred_at >= :since
                                        order by e.occurred_at, e.id
                                        on conflict (tenant_id, event_id, listener) do update
                                        set status = 'PENDING', attempts = 0, due_at = :now, leased_until = null,
                                            finished_at = null, sequence = excluded.sequence
                                        where outbox_delivery.status <> 'PENDING'
                                        returning lane
                                        """)
                        .set("subscriber", subscriber)
                        .set("since", since)
                        .set("now", now)
                        .list(row -> row.text("lane"));
        new TreeSet<>(lanes).forEach(lane -> dueSchools.signal(lane, now));
        return lanes.size();
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

    /** Names all listeners and the school's subscribers, in the order of their names. */
    @Transactional
    public List<String> listeners() {
        Set<String> names = new TreeSet<>();
        listeners.forEach(listener -> names.add(nameOf(listener)));
        names.addAll(
                sql.query(
                                """
                                select distinct subscriber
                                from outbox_subscription
                                where tenant_id = :tenant
                                """)
                        .list(row -> row.text("subscriber")));
        return List.copyOf(names);
    }

    /**
     * Puts a parked delivery back in line.
     *
     * @return whether there was such a parked delivery
     */
    @Transactional
    public boolean retry(UUID deliveryId) {
        return backInLine(Optional.of(deliveryId), Optional.empty()) > 0;
    }

    /**
     * Puts parked deliveries of the current school back in line.
     *
     * @param listener only those for one listener
     * @return how many there were
     */
    @Transactional
    public int retryAll(Optional<String> listener) {
        return backInLine(Optional.empty(), listener);
    }

    private int backInLine(Optional<UUID> delivery, Optional<String> listener) {
        Instant now = clock.instant();
        List<String> lanes =
                sql.query(
                                """
                                update outbox_delivery
                                set status = 'PENDING', attempts = 0, due_at = :now, leased_until = null,
                                    finished_at = null
                                where tenant_id = :tenant
                                  and status = 'PARKED'
                                  and (cast(:id as uuid) is null or id = :id)
                                  and (cast(:listener as text) is null or listener = :listener)
                                returning lane
                                """)
                        .set("id", delivery.orElse(null))
                        .set("listener", listener.orElse(null))
                        .set("now", now)
                        .list(row -> row.text("lane"));
        new TreeSet<>(lanes).forEach(lane -> dueSchools.signal(lane, now));
        return lanes.size();
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
