package io.lyceum.shared.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.text.Redaction;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Deliveries of the current school that a lane takes on, each method within the caller's
 * transaction. They are leased with {@code for update skip locked}, so that many nodes can work; a
 * node that dies leaves a lease that ends and a signal for the moment after.
 */
@ApplicationScoped
public class Deliveries {

    private static final int LONGEST_ERROR = 500;

    /** How often all is looked through, whatever was taken on. */
    private static final Duration FROM_THE_START = Duration.ofSeconds(5);

    private static final String ANY_OF_A_LISTENER =
            taking("d.listener = :listener and d.due_at >= :from");

    private static final String FIRST_OF_A_LANE =
            taking(
                    """
                    d.lane = :lane
                      and (d.order_key is null or not exists (
                        select 1
                        from outbox_delivery e
                        where e.tenant_id = :tenant
                          and e.listener = d.listener
                          and e.order_key = d.order_key
                          and e.status = 'PENDING'
                          and e.sequence < d.sequence))
                    """);

    private final Sql sql;
    private final Clock clock;
    private final DueSchools dueSchools;
    private final CurrentSchool school;
    private final String holder = UUID.randomUUID().toString();
    private final SchoolCache<String, Reach> reaches = new SchoolCache<>(10_000, FROM_THE_START);

    protected Deliveries() {
        this(null, null, null, null);
    }

    @Inject
    Deliveries(Sql sql, Clock clock, DueSchools dueSchools, CurrentSchool school) {
        this.school = school;
        this.sql = sql;
        this.clock = clock;
        this.dueSchools = dueSchools;
    }

    /** Up to where deliveries of one listener were taken on by this node. */
    private static final class Reach {

        private volatile Instant from = Instant.EPOCH;
    }

    /**
     * Takes on deliveries and reads their events. What was found goes on as an array: rows are then
     * looked up by key, whatever the planner thinks of a table that has just grown.
     */
    private static String taking(String which) {
        return """
               with taken as (
                   update outbox_delivery
                   set leased_until = :until, lease_holder = :holder, attempts = attempts + 1
                   where tenant_id = :tenant
                     and id = any(array(
                       select d.id
                       from outbox_delivery d
                       where d.tenant_id = :tenant
                         and d.status = 'PENDING'
                         and d.due_at <= :now
                         and (d.leased_until is null or d.leased_until < :now)
                         and %s
                       order by d.due_at
                       limit :most
                       for update skip locked))
                   returning id, event_id, listener, attempts, sequence, due_at)
               select t.id, t.event_id, t.listener, t.attempts, t.due_at, e.type, e.type_version, e.payload,
                   e.occurred_at
               from taken t
               join outbox_event e on e.tenant_id = :tenant and e.id = t.event_id
               where e.id = any(array(select event_id from taken))
               order by e.occurred_at, t.sequence
               """
                .formatted(which);
    }

    /**
     * Takes on what is due, in the order of its events. Of those with one order key only the first
     * is taken, and none while an earlier one is under way or waits for its next attempt.
     *
     * @param most how many
     * @param lease how long no other node takes them
     */
    public List<LeasedDelivery> lease(String lane, int most, Duration lease) {
        Instant until = clock.instant().plus(lease);
        return take(
                sql.query(FIRST_OF_A_LANE).set("lane", lane), lane, most, until, new ArrayList<>());
    }

    /**
     * Takes on what is due for one listener, about in the order of its events, whatever its order
     * key. With many of them, what is due first is looked for where the last ones were found:
     * before there may be thousands that are finished and that an old transaction of somebody keeps
     * in the index. What came in there later is found at the end, and every few seconds.
     *
     * @param most how many
     * @param lease how long no other node takes them
     */
    public List<LeasedDelivery> leaseOf(String listener, String lane, int most, Duration lease) {
        Reach reach = reaches.get(school.id(), listener, Reach::new);
        List<LeasedDelivery> leases = leaseFrom(reach, listener, lane, most, lease);
        if (leases.size() == most || reach.from.equals(Instant.EPOCH)) {
            return leases;
        }
        reach.from = Instant.EPOCH;
        List<LeasedDelivery> all = new ArrayList<>(leases);
        all.addAll(leaseFrom(reach, listener, lane, most - leases.size(), lease));
        return all;
    }

    private List<LeasedDelivery> leaseFrom(
            Reach reach, String listener, String lane, int most, Duration lease) {
        Instant until = clock.instant().plus(lease);
        List<Instant> due = new ArrayList<>();
        List<LeasedDelivery> leases =
                take(
                        sql.query(ANY_OF_A_LISTENER)
                                .set("listener", listener)
                                .set("from", reach.from),
                        lane,
                        most,
                        until,
                        due);
        reach.from = leases.size() == most ? Collections.max(due) : Instant.EPOCH;
        return leases;
    }

    /**
     * @param due gets when each was due
     */
    private List<LeasedDelivery> take(
            Sql.Statement.Bound choice, String lane, int most, Instant until, List<Instant> due) {
        List<LeasedDelivery> leases =
                choice.set("until", until)
                        .set("holder", holder)
                        .set("now", clock.instant())
                        .set("most", most)
                        .list(
                                row -> {
                                    due.add(row.instant("due_at"));
                                    return leased(row, until);
                                });
        if (!leases.isEmpty()) {
            dueSchools.signal(lane, until.plusSeconds(1));
        }
        return leases;
    }

    private static LeasedDelivery leased(Row row, Instant until) {
        return new LeasedDelivery(
                row.uuid("id"),
                row.uuid("event_id"),
                row.text("listener"),
                row.integer("attempts"),
                row.text("type"),
                row.integer("type_version"),
                Json.read(row.text("payload"), JsonNode.class),
                row.instant("occurred_at"),
                until);
    }

    /** Marks deliveries as made; those that another node took over are left to it. */
    public void done(Collection<LeasedDelivery> made) {
        if (made.isEmpty()) {
            return;
        }
        sql.update(
                        """
                        update outbox_delivery
                        set status = 'DONE', finished_at = :now, last_error = null, leased_until = null
                        where tenant_id = :tenant
                          and id = any(:ids)
                          and status = 'PENDING'
                          and lease_holder = :holder
                        """)
                .set("now", clock.instant())
                .set("ids", ids(made))
                .set("holder", holder)
                .run();
    }

    /**
     * Keeps what attempts came to.
     *
     * @param attempts by the delivery
     */
    public void note(Map<LeasedDelivery, DeliveryAttempt> attempts) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        attempts.forEach(
                (delivery, attempt) ->
                        rows.addObject()
                                .put("id", Ids.at(attempt.at()).toString())
                                .put("delivery_id", delivery.id().toString())
                                .put("number", attempt.number())
                                .put("at", attempt.at().toString())
                                .put("millis", attempt.millis())
                                .put("delivered", attempt.delivered())
                                .put("status", attempt.status().orElse(null))
                                .put("error", inWords(attempt.error()))
                                .put("answer", Redaction.withoutAddresses(attempt.answer())));
        sql.update(
                        """
                        insert into delivery_attempt
                            (tenant_id, id, delivery_id, number, at, millis, delivered, status, error, answer)
                        select :tenant, a.id, a.delivery_id, a.number, a.at, a.millis, a.delivered, a.status,
                            a.error, a.answer
                        from jsonb_to_recordset(cast(:rows as jsonb)) as a (
                            id uuid, delivery_id uuid, number integer, at timestamptz, millis integer,
                            delivered boolean, status integer, error text, answer text)
                        join outbox_delivery d on d.tenant_id = :tenant and d.id = a.delivery_id
                        where d.id = any(:deliveries)
                        """)
                .set("rows", rows.toString())
                .set("deliveries", ids(attempts.keySet()))
                .run();
    }

    private static UUID[] ids(Collection<LeasedDelivery> deliveries) {
        return deliveries.stream().map(LeasedDelivery::id).toArray(UUID[]::new);
    }

    /** Gives up everything that waits for one listener. */
    public void parkAll(String listener, String error) {
        sql.update(
                        """
                        update outbox_delivery
                        set status = 'PARKED', leased_until = null, last_error = :error, finished_at = :now
                        where tenant_id = :tenant and listener = :listener and status = 'PENDING'
                        """)
                .set("now", clock.instant())
                .set("error", inWords(error))
                .set("listener", listener)
                .run();
    }

    /**
     * Marks a delivery as made.
     *
     * @return false if another node took it over after this lease ended
     */
    public boolean done(LeasedDelivery delivery) {
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
                        .set("id", delivery.id())
                        .set("holder", holder)
                        .set("attempt", delivery.attempt())
                        .run()
                == 1;
    }

    /** Says that an attempt failed: another one follows after a while, or after the last none. */
    public void failed(LeasedDelivery delivery, String lane, String error, int mostAttempts) {
        if (delivery.attempt() >= mostAttempts) {
            park(delivery, error);
        } else {
            postpone(List.of(delivery), lane, backoff(delivery.attempt()), error, true);
        }
    }

    /**
     * Has deliveries tried later.
     *
     * @param counted whether this was an attempt
     */
    public void postpone(
            List<LeasedDelivery> deliveries,
            String lane,
            Duration wait,
            String error,
            boolean counted) {
        Instant next = clock.instant().plus(wait);
        int changed = 0;
        for (LeasedDelivery delivery : deliveries) {
            changed +=
                    sql.update(
                                    """
                                    update outbox_delivery
                                    set due_at = :next, leased_until = null, last_error = :error,
                                        attempts = :attempts
                                    where tenant_id = :tenant
                                      and id = :id
                                      and status = 'PENDING'
                                      and lease_holder = :holder
                                    """)
                            .set("next", next)
                            .set("error", inWords(error))
                            .set("attempts", counted ? delivery.attempt() : delivery.attempt() - 1)
                            .set("id", delivery.id())
                            .set("holder", holder)
                            .run();
        }
        if (changed > 0) {
            dueSchools.signal(lane, next);
        }
    }

    /** Leaves to others, as if they had never been taken on, what was not tried. */
    public void giveBack(Collection<LeasedDelivery> untried, String lane) {
        if (untried.isEmpty()) {
            return;
        }
        sql.update(
                        """
                        update outbox_delivery
                        set leased_until = null, attempts = attempts - 1
                        where tenant_id = :tenant
                          and id = any(:ids)
                          and status = 'PENDING'
                          and lease_holder = :holder
                        """)
                .set("ids", ids(untried))
                .set("holder", holder)
                .run();
        dueSchools.signal(lane, clock.instant());
    }

    /** Gives a delivery up, until somebody has it tried again. */
    public void park(LeasedDelivery delivery, String error) {
        sql.update(
                        """
                        update outbox_delivery
                        set status = 'PARKED', leased_until = null, last_error = :error, finished_at = :now
                        where tenant_id = :tenant
                          and id = :id
                          and status = 'PENDING'
                          and lease_holder = :holder
                        """)
                .set("now", clock.instant())
                .set("error", inWords(error))
                .set("id", delivery.id())
                .set("holder", holder)
                .run();
    }

    /** Doubles from two seconds to an hour, give or take a fifth. */
    static Duration backoff(int attempt) {
        long seconds = Math.min(3600, 2L << Math.min(attempt - 1, 11));
        return Duration.ofMillis(
                (long) (seconds * 1000 * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    /** Told to people of the school and to logs: who a mail was for is nobody's business there. */
    public static String inWords(String error) {
        String text = Redaction.withoutAddresses(error);
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
    }
}
