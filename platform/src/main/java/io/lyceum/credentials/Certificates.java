package io.lyceum.credentials;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.credentials.internal.CertificateCode;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The current school's certificates. */
@UseCase
public class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String COLUMNS =
            """
            id, code, person_id, course_id, learner_name, course_title, teacher_name, locale, issued_at, revoked_at,
            revoked_reason, version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final Courses courses;
    private final People people;

    protected Certificates() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Certificates(Sql sql, Clock clock, Outbox outbox, Audit audit, Courses courses, People people) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.courses = courses;
        this.people = people;
    }

    /** Issues the certificate of a completed enrolment; there is at most one. */
    public Certificate issue(UUID enrolment, PersonId person, CourseId course, Locale schools) {
        Person learner = people.byId(person);
        Course completed = courses.byId(course);
        UUID id = Ids.at(clock.instant());
        String code = CertificateCode.generate(RANDOM).value();
        int issued =
                sql.update(
                                """
                                insert into certificate
                                    (tenant_id, id, code, enrolment_id, person_id, course_id, learner_name, course_title,
                                     teacher_name, locale, issued_at)
                                values (:tenant, :id, :code, :enrolment, :person, :course, :name, :title, :teacher,
                                        :locale, :now)
                                on conflict (tenant_id, enrolment_id) do nothing
                                """)
                        .set("id", id)
                        .set("code", code)
                        .set("enrolment", enrolment)
                        .set("person", person.value())
                        .set("course", course.value())
                        .set("name", learner.name())
                        .set("title", completed.title())
                        .set("teacher", completed.teacherName())
                        .set("locale", learner.locale().orElse(schools).toLanguageTag())
                        .set("now", clock.instant())
                        .run();
        if (issued == 1) {
            outbox.publish(new CertificateIssued(id, person.value(), course.value(), code));
        }
        return sql.query(
                        "select "
                                + COLUMNS
                                + "from certificate where tenant_id = :tenant and enrolment_id = :enrolment")
                .set("enrolment", enrolment)
                .first(Certificates::certificate)
                .orElseThrow();
    }

    private static Certificate certificate(Row row) {
        return new Certificate(
                row.uuid("id"),
                row.text("code"),
                new PersonId(row.uuid("person_id")),
                new CourseId(row.uuid("course_id")),
                row.text("learner_name"),
                row.text("course_title"),
                row.text("teacher_name"),
                Locale.forLanguageTag(row.text("locale")),
                row.instant("issued_at"),
                row.optionalInstant("revoked_at"),
                row.optionalText("revoked_reason"),
                row.number("version"));
    }

    /**
     * Finds the certificate behind a code, however it was typed.
     *
     * @return nothing for a code that is none, or that belongs to another school
     */
    public Optional<Certificate> byCode(String typed) {
        return CertificateCode.read(typed)
                .flatMap(
                        code ->
                                sql.query(
                                                "select "
                                                        + COLUMNS
                                                        + "from certificate where tenant_id = :tenant and code = :code")
                                        .set("code", code.value())
                                        .first(Certificates::certificate));
    }

    /**
     * Finds a certificate by its id.
     *
     * @throws Problem NO_SUCH_CERTIFICATE
     */
    public Certificate byId(UUID id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + "from certificate where tenant_id = :tenant and id = :id")
                .set("id", id)
                .first(Certificates::certificate)
                .orElseThrow(() -> new Problem(CertificateProblem.NO_SUCH_CERTIFICATE));
    }

    /** Lists a person's certificates, newest first. */
    public List<Certificate> of(PersonId person) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from certificate
                                where tenant_id = :tenant and person_id = :person
                                order by issued_at desc, id
                                limit 200
                                """)
                .set("person", person.value())
                .list(Certificates::certificate);
    }

    /** Counts the school's certificates. */
    public long count() {
        return sql.query(
                        "select count(*) as certificates from certificate where tenant_id = :tenant")
                .first(row -> row.number("certificates"))
                .orElse(0L);
    }

    /**
     * Lists the school's certificates, newest first.
     *
     * @param search part of a learner's name or course, or a code; blank for all
     */
    public Slice<Certificate> list(String search, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<Certificate> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        from certificate
                                        where tenant_id = :tenant
                                          and (:search = '' or lower(learner_name) like :pattern
                                               or lower(course_title) like :pattern or code = :code)
                                          and (cast(:at as timestamptz) is null or (issued_at, id) < (:at, :after))
                                        order by issued_at desc, id desc
                                        limit :limit
                                        """)
                        .set("search", search.strip())
                        .set("pattern", "%" + search.strip().toLowerCase(Locale.ROOT) + "%")
                        .set(
                                "code",
                                CertificateCode.read(search).map(CertificateCode::value).orElse(""))
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Certificates::certificate);
        return Slice.of(rows, limit, last -> Cursor.after(last.issuedAt(), last.id()));
    }

    /**
     * Takes a certificate back; its public page says so from now on.
     *
     * @param reason shown to whoever checks it
     * @throws Problem NO_SUCH_CERTIFICATE, ALREADY_REVOKED
     */
    public Certificate revoke(UUID id, String reason) {
        new Checks().text(reason, "reason", 500).done();
        Certificate certificate = byId(id);
        int revoked =
                sql.update(
                                """
                                update certificate
                                set revoked_at = :now, revoked_reason = :reason, version = version + 1
                                where tenant_id = :tenant and id = :id and revoked_at is null
                                """)
                        .set("now", clock.instant())
                        .set("reason", reason.strip())
                        .set("id", id)
                        .run();
        if (revoked == 0) {
            throw new Problem(CertificateProblem.ALREADY_REVOKED);
        }
        audit.record("certificate.revoked", "certificate", id, Map.of());
        outbox.publish(
                new CertificateRevoked(
                        id,
                        certificate.person().value(),
                        certificate.course().value(),
                        certificate.code()));
        return byId(id);
    }
}
