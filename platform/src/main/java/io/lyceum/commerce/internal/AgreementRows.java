package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Agreements;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of agreements, in the caller's transaction. */
@ApplicationScoped
public class AgreementRows {

    private static final String SELECT =
            """
            select a.id, a.course_id, a.valid_from, a.minimum_minor, a.hold_days, s.person_id,
                s.basis_points, s.accepted_at
            from teacher_agreement a
            left join teacher_share s on s.tenant_id = a.tenant_id and s.agreement_id = a.id
            where a.tenant_id = :tenant
            """;

    /** What counts at a moment for a course, and what will. */
    private static final String IN_FORCE =
            """
            and not exists (
                select 1
                from teacher_agreement later
                where later.tenant_id = :tenant and later.course_id = a.course_id
                  and later.valid_from <= :now
                  and (later.valid_from, later.id) > (a.valid_from, a.id))
            """;

    private final Sql sql;
    private final Clock clock;
    private final ConnectedRows accounts;

    protected AgreementRows() {
        this(null, null, null);
    }

    @Inject
    AgreementRows(Sql sql, Clock clock, ConnectedRows accounts) {
        this.accounts = accounts;
        this.sql = sql;
        this.clock = clock;
    }

    private static List<Agreement> agreements(List<Agreement> rows) {
        Map<UUID, Agreement> found = new LinkedHashMap<>();
        rows.forEach(row -> found.merge(row.id(), row, AgreementRows::joined));
        return List.copyOf(found.values());
    }

    private static Agreement joined(Agreement one, Agreement other) {
        List<Agreement.Share> shares = new ArrayList<>(one.shares());
        shares.addAll(other.shares());
        return new Agreement(
                one.id(),
                one.course(),
                one.validFrom(),
                one.minimumMinor(),
                one.holdDays(),
                shares);
    }

    private static Agreement agreement(Row row) {
        return new Agreement(
                row.uuid("id"),
                new CourseId(row.uuid("course_id")),
                row.instant("valid_from"),
                row.number("minimum_minor"),
                row.integer("hold_days"),
                row.optionalUuid("person_id").stream()
                        .map(
                                person ->
                                        new Agreement.Share(
                                                new PersonId(person),
                                                row.integer("basis_points"),
                                                row.optionalInstant("accepted_at")))
                        .toList());
    }

    public List<Agreement> latest() {
        return agreements(
                sql.query(
                                SELECT
                                        + IN_FORCE
                                        + "order by a.valid_from desc, a.id desc, s.number limit 5000")
                        .set("now", clock.instant())
                        .list(AgreementRows::agreement));
    }

    public List<Agreement> of(CourseId course) {
        return agreements(
                sql.query(
                                SELECT
                                        + "and a.course_id = :course"
                                        + " order by a.valid_from desc, a.id desc, s.number")
                        .set("course", course.value())
                        .list(AgreementRows::agreement));
    }

    /** Finds what counts for a course at a moment. */
    Optional<Agreement> at(CourseId course, Instant moment) {
        return agreements(
                        sql.query(
                                        SELECT
                                                + IN_FORCE
                                                + """
                                                and a.course_id = :course and a.valid_from <= :now
                                                order by s.number
                                                """)
                                .set("course", course.value())
                                .set("now", moment)
                                .list(AgreementRows::agreement))
                .stream()
                .findFirst();
    }

    public Agreement add(CourseId course, Instant from, Agreements.Change change) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into teacher_agreement
                            (tenant_id, id, course_id, valid_from, minimum_minor, hold_days, created_at)
                        values (:tenant, :id, :course, :from, :minimum, :hold, :now)
                        """)
                .set("id", id)
                .set("course", course.value())
                .set("from", from)
                .set("minimum", change.minimumMinor())
                .set("hold", change.holdDays())
                .set("now", now)
                .run();
        for (int i = 0; i < change.parts().size(); i++) {
            sql.update(
                            """
                            insert into teacher_share
                                (tenant_id, id, agreement_id, number, person_id, basis_points)
                            values (:tenant, :id, :agreement, :number, :person, :points)
                            """)
                    .set("id", Ids.at(now))
                    .set("agreement", id)
                    .set("number", i)
                    .set("person", change.parts().get(i).person().value())
                    .set("points", change.parts().get(i).basisPoints())
                    .run();
        }
        // A lower minimum counts for what was earned before.
        accounts.look(change.parts().stream().map(part -> part.person()).toList());
        return of(course).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    public void accept(PersonId teacher) {
        sql.update(
                        """
                        update teacher_share
                        set accepted_at = :now
                        where tenant_id = :tenant and person_id = :person and accepted_at is null
                        """)
                .set("now", clock.instant())
                .set("person", teacher.value())
                .run();
    }

    /** Below which amount nothing is sent to a teacher: the lowest that counts for them now. */
    long minimum(PersonId teacher) {
        return latest().stream()
                .filter(one -> one.of(teacher).isPresent())
                .mapToLong(Agreement::minimumMinor)
                .min()
                .orElse(0);
    }
}
