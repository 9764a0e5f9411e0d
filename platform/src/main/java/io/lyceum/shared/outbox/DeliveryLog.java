package io.lyceum.shared.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Where a school sees what became of its deliveries, and has them made again. */
@ApplicationScoped
@Transactional
public class DeliveryLog {

    private static final int MOST_LISTED = 1000;

    /** How many are put back in line at once. */
    public static final int MOST_RESENT = 10_000;

    private static final String COLUMNS =
            """
            d.id, d.event_id, e.type, d.listener, d.lane, d.status, d.attempts, d.due_at, d.leased_until,
            d.last_error, d.created_at, d.finished_at
            """;

    private static final String CHOSEN =
            """
            and (cast(:status as text) is null or d.status = :status)
            and (cast(:listener as text) is null or d.listener = :listener)
            and (cast(:since as timestamptz) is null or d.created_at >= :since)
            """;

    /** Those that may be put back in line: what was made only if somebody outside was told. */
    private static final String RESENDABLE =
            """
            and (d.status in ('PARKED', 'CANCELLED') or d.status = 'DONE' and d.lane <> all(:ours))
            """;

    private final Sql sql;
    private final Clock clock;
    private final Instance<EventListener<?>> listeners;
    private final DueSchools dueSchools;

    protected DeliveryLog() {
        this(null, null, null, null);
    }

    @Inject
    DeliveryLog(
            Sql sql,
            Clock clock,
            @Any Instance<EventListener<?>> listeners,
            DueSchools dueSchools) {
        this.sql = sql;
        this.clock = clock;
        this.listeners = listeners;
        this.dueSchools = dueSchools;
    }

    /**
     * Which deliveries.
     *
     * @param listener only those for one listener
     * @param since only those made from then on
     */
    public record Choice(
            Optional<Delivery.Status> status, Optional<String> listener, Optional<Instant> since) {

        public static final Choice ALL =
                new Choice(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Lists deliveries of the current school, newest first.
     *
     * @param cursor where the page before ended
     * @param limit at most 1,000
     */
    public Slice<Delivery> list(Choice choice, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        int most = Math.min(limit, MOST_LISTED);
        List<Delivery> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        from outbox_delivery d
                                        join outbox_event e on e.tenant_id = :tenant and e.id = d.event_id
                                        where d.tenant_id = :tenant
                                        """
                                        + CHOSEN
                                        + """
                                        and (cast(:at as timestamptz) is null or (d.created_at, d.id) < (:at, :id))
                                        order by d.created_at desc, d.id desc
                                        limit :limit
                                        """)
                        .set("status", choice.status().map(Enum::name).orElse(null))
                        .set("listener", choice.listener().orElse(null))
                        .set("since", choice.since().orElse(null))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("id", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", most + 1)
                        .list(DeliveryLog::delivery);
        return Slice.of(rows, most, last -> Cursor.after(last.createdAt(), last.id()));
    }

    /**
     * Reads one delivery.
     *
     * @throws Problem NOT_FOUND
     */
    public Delivery byId(UUID id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from outbox_delivery d
                                join outbox_event e on e.tenant_id = :tenant and e.id = d.event_id
                                where d.tenant_id = :tenant and d.id = :id
                                """)
                .set("id", id)
                .first(DeliveryLog::delivery)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Reads the attempts of a delivery, the latest first; listeners of our own leave none. */
    public List<DeliveryAttempt> attempts(UUID delivery) {
        return sql.query(
                        """
                        select number, at, millis, delivered, status, error, answer
                        from delivery_attempt
                        where tenant_id = :tenant and delivery_id = :delivery
                        order by at desc, id desc
                        limit 100
                        """)
                .set("delivery", delivery)
                .list(
                        row ->
                                new DeliveryAttempt(
                                        row.integer("number"),
                                        row.instant("at"),
                                        row.integer("millis"),
                                        row.flag("delivered"),
                                        row.optionalInteger("status"),
                                        row.text("error"),
                                        row.text("answer")));
    }

    /**
     * Reads an event as its listeners were told of it.
     *
     * @return with attempt 1, taken on by nobody
     * @throws Problem NOT_FOUND
     */
    public LeasedDelivery event(Delivery delivery) {
        return sql.query(
                        """
                        select type, type_version, payload, occurred_at
                        from outbox_event
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", delivery.event())
                .first(
                        row ->
                                new LeasedDelivery(
                                        delivery.id(),
                                        delivery.event(),
                                        delivery.listener(),
                                        1,
                                        row.text("type"),
                                        row.integer("type_version"),
                                        Json.read(row.text("payload"), JsonNode.class),
                                        row.instant("occurred_at"),
                                        row.instant("occurred_at")))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Names all listeners and the school's subscribers, in the order of their names. */
    public List<String> listeners() {
        Set<String> names = new TreeSet<>();
        listeners.forEach(listener -> names.add(Outbox.nameOf(listener)));
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
     * Puts a delivery that has ended back in line. What was made is made again for other systems
     * only; they are told with the same id.
     *
     * @return whether there was such a delivery
     */
    public boolean resend(UUID delivery) {
        return backInLine(Optional.of(delivery), Choice.ALL) > 0;
    }

    /** Counts which of the chosen ones may be put back in line; at most 10,000. */
    public int resendable(Choice choice) {
        return sql.query(
                        "select count(*) as found from (select 1 from outbox_delivery d where d.tenant_id = :tenant "
                                + RESENDABLE
                                + CHOSEN
                                + "limit :most) found")
                .set("ours", ListenerLane.ALL.toArray(String[]::new))
                .set("status", choice.status().map(Enum::name).orElse(null))
                .set("listener", choice.listener().orElse(null))
                .set("since", choice.since().orElse(null))
                .set("most", MOST_RESENT)
                .first(row -> row.integer("found"))
                .orElse(0);
    }

    /**
     * Puts deliveries of the current school that have ended back in line, the oldest 10,000.
     *
     * @return how many there were
     */
    public int resendAll(Choice choice) {
        return backInLine(Optional.empty(), choice);
    }

    private int backInLine(Optional<UUID> delivery, Choice choice) {
        Instant now = clock.instant();
        List<String> lanes =
                sql.query(
                                """
                                update outbox_delivery d
                                set status = 'PENDING', attempts = 0, due_at = :now, leased_until = null,
                                    finished_at = null
                                where d.tenant_id = :tenant
                                  and d.id = any(array(
                                    select d.id
                                    from outbox_delivery d
                                    where d.tenant_id = :tenant
                                      and (cast(:id as uuid) is null or d.id = :id)
                                """
                                        + RESENDABLE
                                        + CHOSEN
                                        + """
                                    order by d.created_at, d.id
                                    limit :most
                                    for update))
                                returning d.lane
                                """)
                        .set("most", MOST_RESENT)
                        .set("ours", ListenerLane.ALL.toArray(String[]::new))
                        .set("id", delivery.orElse(null))
                        .set("status", choice.status().map(Enum::name).orElse(null))
                        .set("listener", choice.listener().orElse(null))
                        .set("since", choice.since().orElse(null))
                        .set("now", now)
                        .list(row -> row.text("lane"));
        new TreeSet<>(lanes).forEach(lane -> dueSchools.signal(lane, now));
        return lanes.size();
    }

    /**
     * Cancels a delivery to another system that waits; one that a node is at goes its way.
     *
     * @return whether there was one that could be cancelled
     */
    public boolean cancel(UUID delivery) {
        Instant now = clock.instant();
        return sql.update(
                                """
                                update outbox_delivery
                                set status = 'CANCELLED', finished_at = :now
                                where tenant_id = :tenant
                                  and id = :id
                                  and lane <> all(:ours)
                                  and status = 'PENDING'
                                  and (leased_until is null or leased_until < :now)
                                """)
                        .set("ours", ListenerLane.ALL.toArray(String[]::new))
                        .set("id", delivery)
                        .set("now", now)
                        .run()
                > 0;
    }

    /** Counts the parked deliveries of the current school by listener. */
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

    /**
     * Counts attempts of one listener since a moment, by whether they delivered.
     *
     * @return nothing for what there was none of
     */
    public Map<Boolean, Long> attemptsSince(String listener, Instant since) {
        Map<Boolean, Long> counts = new TreeMap<>();
        sql.query(
                        """
                        select a.delivered, count(*) as attempts
                        from outbox_delivery d
                        join delivery_attempt a on a.tenant_id = :tenant and a.delivery_id = d.id and a.at >= :since
                        where d.tenant_id = :tenant
                          and d.listener = :listener
                          and (d.status = 'PENDING' or d.finished_at >= :since)
                        group by a.delivered
                        """)
                .set("listener", listener)
                .set("since", since)
                .list(row -> counts.put(row.flag("delivered"), row.number("attempts")));
        return counts;
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.uuid("id"),
                row.uuid("event_id"),
                row.text("type"),
                row.text("listener"),
                row.text("lane"),
                row.constant("status", Delivery.Status.class),
                row.integer("attempts"),
                row.instant("due_at"),
                row.optionalInstant("leased_until"),
                row.optionalText("last_error"),
                row.instant("created_at"),
                row.optionalInstant("finished_at"));
    }
}
