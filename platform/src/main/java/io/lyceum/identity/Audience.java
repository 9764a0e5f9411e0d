package io.lyceum.identity;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The active people of the current school, portion by portion or by address, to tell them
 * something.
 */
@UseCase
public class Audience {

    /** Before all others. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;

    protected Audience() {
        this(null);
    }

    @Inject
    Audience(Sql sql) {
        this.sql = sql;
    }

    /**
     * A learner to whom something happened.
     *
     * @param at when they joined, or were last seen
     */
    public record Member(PersonId person, Instant at) {}

    /** Lists all by their ids. */
    public List<PersonId> after(Optional<PersonId> last, int limit) {
        return sql.query(
                        """
                        select id
                        from person
                        where tenant_id = :tenant
                          and active
                          and role = 'LEARNER'
                          and id > :last
                        order by id
                        limit :limit
                        """)
                .set("last", last.map(PersonId::value).orElse(FIRST))
                .set("limit", limit)
                .list(row -> new PersonId(row.uuid("id")));
    }

    /** Lists those who joined after the one of them and up to a moment, first who joined first. */
    public List<Member> joined(Instant after, UUID afterId, Instant upto, int limit) {
        return sql.query(
                        """
                        select id, created_at as at
                        from person
                        where tenant_id = :tenant
                          and active
                          and role = 'LEARNER'
                          and (created_at, id) > (:after, :afterId)
                          and created_at <= :upto
                        order by created_at, id
                        limit :limit
                        """)
                .set("after", after)
                .set("afterId", afterId)
                .set("upto", upto)
                .set("limit", limit)
                .list(Audience::member);
    }

    /** Lists those who were last seen after one of them was and up to a moment. */
    public List<Member> lastSeen(Instant after, UUID afterId, Instant upto, int limit) {
        return sql.query(
                        """
                        select id, last_seen_at as at
                        from person
                        where tenant_id = :tenant
                          and active
                          and role = 'LEARNER'
                          and (last_seen_at, id) > (:after, :afterId)
                          and last_seen_at <= :upto
                        order by last_seen_at, id
                        limit :limit
                        """)
                .set("after", after)
                .set("afterId", afterId)
                .set("upto", upto)
                .set("limit", limit)
                .list(Audience::member);
    }

    private static Member member(Row row) {
        return new Member(new PersonId(row.uuid("id")), row.instant("at"));
    }

    /** Finds somebody who is active here, whatever their role, by their mail address. */
    public Optional<PersonId> byEmail(String address) {
        return sql.query(
                        """
                        select id
                        from person
                        where tenant_id = :tenant and lower(email) = lower(:email) and active
                        order by created_at
                        limit 1
                        """)
                .set("email", address.strip())
                .first(row -> new PersonId(row.uuid("id")));
    }

    /** Tells when somebody was last seen, to a few minutes. */
    public Optional<Instant> lastSeen(PersonId person) {
        return sql.query("select last_seen_at from person where tenant_id = :tenant and id = :id")
                .set("id", person.value())
                .first(row -> row.optionalInstant("last_seen_at"))
                .flatMap(at -> at);
    }
}
