package io.lyceum.learning;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Sql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who goes on with courses and who has stopped, portion by portion. */
@UseCase
public class Attendance {

    /** Before all others. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;

    protected Attendance() {
        this(null);
    }

    @Inject
    Attendance(Sql sql) {
        this.sql = sql;
    }

    /**
     * An enrolment that nobody has worked on for a while.
     *
     * @param since the last activity
     * @param lesson title of the lesson that was opened last; empty if none was
     */
    public record Idle(
            EnrolmentId enrolment,
            PersonId person,
            Instant since,
            String courseTitle,
            String courseSlug,
            int percent,
            String lesson) {}

    /**
     * Lists unfinished enrolments in published courses whose last activity was after that of one of
     * them and up to a moment, the longest idle first.
     */
    public List<Idle> idle(Instant after, UUID afterId, Instant upto, int limit) {
        return sql.query(
                        """
                        select e.id, e.person_id, e.last_activity_at, e.percent, c.title, c.slug, l.title as lesson
                        from enrolment e
                        join course c on c.tenant_id = e.tenant_id and c.id = e.course_id and c.status = 'PUBLISHED'
                        left join lesson l on l.tenant_id = e.tenant_id and l.id = e.last_lesson_id
                        where e.tenant_id = :tenant
                          and e.status = 'ACTIVE'
                          and (e.last_activity_at, e.id) > (:after, :afterId)
                          and e.last_activity_at <= :upto
                        order by e.last_activity_at, e.id
                        limit :limit
                        """)
                .set("after", after)
                .set("afterId", afterId)
                .set("upto", upto)
                .set("limit", limit)
                .list(
                        row ->
                                new Idle(
                                        new EnrolmentId(row.uuid("id")),
                                        new PersonId(row.uuid("person_id")),
                                        row.instant("last_activity_at"),
                                        row.text("title"),
                                        row.text("slug"),
                                        row.integer("percent"),
                                        row.optionalText("lesson").orElse("")));
    }

    /** Lists all enrolments by their ids. */
    public List<EnrolmentId> all(Optional<EnrolmentId> last, int limit) {
        return sql.query(
                        """
                        select id
                        from enrolment
                        where tenant_id = :tenant and id > :last
                        order by id
                        limit :limit
                        """)
                .set("last", last.map(EnrolmentId::value).orElse(FIRST))
                .set("limit", limit)
                .list(row -> new EnrolmentId(row.uuid("id")));
    }

    /** Lists the enrolments that were worked on last. */
    public List<EnrolmentId> latest(int limit) {
        return sql.query(
                        """
                        select id
                        from enrolment
                        where tenant_id = :tenant
                        order by last_activity_at desc
                        limit :limit
                        """)
                .set("limit", limit)
                .list(row -> new EnrolmentId(row.uuid("id")));
    }

    /** Counts all enrolments. */
    public long count() {
        return sql.query("select count(*) as enrolments from enrolment where tenant_id = :tenant")
                .first(row -> row.number("enrolments"))
                .orElse(0L);
    }

    /** Lists those who learn in a course or have completed it, by their ids. */
    public List<PersonId> learners(CourseId course, Optional<PersonId> last, int limit) {
        return sql.query(
                        """
                        select person_id
                        from enrolment
                        where tenant_id = :tenant
                          and course_id = :course
                          and status <> 'CANCELLED'
                          and person_id > :last
                        order by person_id
                        limit :limit
                        """)
                .set("course", course.value())
                .set("last", last.map(PersonId::value).orElse(FIRST))
                .set("limit", limit)
                .list(row -> new PersonId(row.uuid("person_id")));
    }
}
