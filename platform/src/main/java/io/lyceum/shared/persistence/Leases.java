package io.lyceum.shared.persistence;

import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Work that one node at a time may do. A lease is a row with an end: a node that dies keeps it
 * until then, and the next one goes on.
 */
@ApplicationScoped
public class Leases {

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final String holder = UUID.randomUUID().toString();

    protected Leases() {
        this(null, null, null);
    }

    @Inject
    Leases(Sql sql, Clock clock, Transactions transactions) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** The lease of a school's coming and going: it is never made and erased at once. */
    public static String ofSchool(SchoolId school) {
        return "school:" + school;
    }

    /**
     * Takes a lease in a transaction of its own.
     *
     * @return false while somebody holds it, this node included
     */
    public boolean take(String name, Duration length) {
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
                                        .set("name", name)
                                        .set("holder", holder)
                                        .set("until", now.plus(length))
                                        .set("now", now)
                                        .run()
                                == 1);
    }

    /**
     * Keeps a lease for longer.
     *
     * @return false when it had ended and another node took it
     */
    public boolean extend(String name, Duration length) {
        return end(name, clock.instant().plus(length));
    }

    /**
     * Gives a lease back.
     *
     * @param rest how long nobody takes it yet
     */
    public void release(String name, Duration rest) {
        if (!rest.isZero()) {
            end(name, clock.instant().plus(rest));
            return;
        }
        transactions.run(
                () ->
                        sql.update("delete from node_lease where name = :name and holder = :holder")
                                .set("name", name)
                                .set("holder", holder)
                                .run());
    }

    /** Lists the names of leases that somebody holds. */
    public List<String> held(String prefix) {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select name
                                        from node_lease
                                        where starts_with(name, :prefix) and until > :now
                                        order by name
                                        """)
                                .set("prefix", prefix)
                                .set("now", clock.instant())
                                .list(row -> row.text("name")));
    }

    private boolean end(String name, Instant until) {
        return transactions.call(
                () ->
                        sql.update(
                                                """
                                                update node_lease
                                                set until = :until
                                                where name = :name and holder = :holder
                                                """)
                                        .set("name", name)
                                        .set("holder", holder)
                                        .set("until", until)
                                        .run()
                                == 1);
    }
}
