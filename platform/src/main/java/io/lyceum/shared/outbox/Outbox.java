package io.lyceum.shared.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Where events are published, and where it is said who is told of them. */
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

    /** Microseconds since 1970 of the latest event of this node. */
    private static final AtomicLong LAST = new AtomicLong();

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
        Map<String, String> told = new TreeMap<>();
        for (EventListener<?> listener : listeners) {
            if (listener.event().equals(event.getClass())) {
                told.put(nameOf(listener), ListenerLane.of(listener, event));
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
        write(type, version, payload, Map.of());
    }

    /**
     * @param classes listeners that are classes, with their lanes
     */
    private void write(String type, int version, JsonNode payload, Map<String, String> classes) {
        Instant now = moment();
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
        classes.forEach(
                (listener, lane) ->
                        sql.update(
                                        """
                                        insert into outbox_delivery
                                            (tenant_id, id, event_id, listener, lane, status, due_at, created_at)
                                        values (:tenant, :id, :event, :listener, :lane, 'PENDING', :now, :now)
                                        """)
                                .set("id", Ids.at(now))
                                .set("event", event)
                                .set("listener", listener)
                                .set("lane", lane)
                                .set("now", now)
                                .run());
        lanes.addAll(classes.values());
        lanes.addAll(
                sql.query(
                                TO_SUBSCRIBERS
                                        + " and e.id = :event order by s.subscriber returning lane")
                        .set("event", event)
                        .set("now", now)
                        .list(row -> row.text("lane")));
        lanes.forEach(lane -> dueSchools.signal(lane, now));
    }

    /** No two events of one node have the same moment, so that it tells which came first. */
    private Instant moment() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return Instant.EPOCH.plus(
                LAST.updateAndGet(last -> Math.max(last + 1, micros)), ChronoUnit.MICROS);
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
}
