package io.lyceum.commerce;

import io.lyceum.identity.PersonId;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people of the current school have begun to buy and not paid. */
@UseCase
public class LeftCheckouts {

    /** Still for sale, wanted for themselves, not bought otherwise, and not begun anew since. */
    private static final String SELECT =
            """
            select o.id, o.created_at, o.person_id, o.title,
                coalesce('/courses/' || c.slug, '/offers/' || f.slug) || '/checkout' as path
            from sales_order o
            left join course c on c.tenant_id = :tenant and c.id = o.course_id
            left join offer f on f.tenant_id = :tenant and f.id = o.offer_id
            where o.tenant_id = :tenant and o.status in ('PENDING', 'EXPIRED') and o.person_id is not null
              and o.subscription_id is null and not o.for_others
              and (c.status = 'PUBLISHED' and c.price_minor > 0 or f.status = 'ON_SALE')
              and not exists (
                select 1
                from sales_order later
                where later.tenant_id = :tenant and later.person_id = o.person_id and later.id <> o.id
                  and (later.course_id = o.course_id or later.offer_id = o.offer_id)
                  and (later.paid_at is not null or later.created_at > o.created_at))
              and not exists (
                select 1
                from enrolment e
                where e.tenant_id = :tenant and e.person_id = o.person_id and e.course_id = o.course_id
                  and e.status <> 'CANCELLED')
            """;

    private final Sql sql;

    protected LeftCheckouts() {
        this(null);
    }

    @Inject
    LeftCheckouts(Sql sql) {
        this.sql = sql;
    }

    /**
     * A checkout that somebody has left.
     *
     * @param at when it was begun
     * @param title of what they wanted
     * @param path where they begin anew
     */
    public record Left(UUID order, Instant at, PersonId person, String title, String path) {}

    private static Left left(Row row) {
        return new Left(
                row.uuid("id"),
                row.instant("created_at"),
                new PersonId(row.uuid("person_id")),
                row.text("title"),
                row.text("path"));
    }

    /**
     * Lists those that were begun after a moment and up to another, the oldest first.
     *
     * @param afterId of those at the first moment the last that is known
     */
    public List<Left> between(Instant after, UUID afterId, Instant upto, int limit) {
        return sql.query(
                        SELECT
                                + """
                                and (o.created_at, o.id) > (:after, :afterId) and o.created_at <= :upto
                                order by o.created_at, o.id
                                limit :limit
                                """)
                .set("after", after)
                .set("afterId", afterId)
                .set("upto", upto)
                .set("limit", limit)
                .list(LeftCheckouts::left);
    }

    /** Tells whether a checkout still waits for who has left it. */
    public boolean waits(PersonId person, String path) {
        return sql
                .query(SELECT + "and o.person_id = :person")
                .set("person", person.value())
                .list(LeftCheckouts::left)
                .stream()
                .anyMatch(left -> left.path().equals(path));
    }
}
