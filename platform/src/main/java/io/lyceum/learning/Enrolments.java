package io.lyceum.learning;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.internal.EnrolmentRow;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.SchoolOwnedId;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who learns what at the current school, and how far they are. */
@UseCase
public class Enrolments {

    private static final String COLUMNS =
            """
            e.id, e.person_id, e.course_id, e.status, e.lessons_done, e.percent, e.last_lesson_id, e.enrolled_at,
            e.last_activity_at, e.completed_at, e.version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Courses courses;
    private final Outlines outlines;
    private final CurrentSchool school;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected Enrolments() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Enrolments(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Courses courses,
            Outlines outlines,
            CurrentSchool school) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.courses = courses;
        this.outlines = outlines;
        this.school = school;
    }

    /**
     * Enrols somebody in a free published course. Repeating it answers the enrolment that is there.
     *
     * @throws Problem NO_SUCH_COURSE, COURSE_NOT_FREE
     */
    public Enrolment enrol(PersonId person, CourseId course) {
        Optional<Enrolment> known = find(person, course);
        if (known.isPresent()) {
            return known.get();
        }
        Course wanted = courses.byId(course);
        if (!wanted.published()) {
            throw new Problem(CourseProblem.NO_SUCH_COURSE);
        }
        if (!wanted.free()) {
            throw new Problem(LearningProblem.COURSE_NOT_FREE);
        }
        return admit(person, course);
    }

    /**
     * Enrols somebody who may have the course, whatever it costs. Who was dismissed goes on where
     * they were.
     */
    public Enrolment admit(PersonId person, CourseId course) {
        Instant now = clock.instant();
        sql.query(
                        """
                        insert into enrolment
                            (tenant_id, id, person_id, course_id, status, enrolled_at, last_activity_at)
                        values (:tenant, :id, :person, :course, 'ACTIVE', :now, :now)
                        on conflict (tenant_id, person_id, course_id) do update
                        set status = case when enrolment.completed_at is null then 'ACTIVE' else 'COMPLETED' end,
                            last_activity_at = excluded.last_activity_at, version = enrolment.version + 1
                        where enrolment.status = 'CANCELLED'
                        returning id
                        """)
                .set("id", Ids.at(now))
                .set("person", person.value())
                .set("course", course.value())
                .set("now", now)
                .first(row -> row.uuid("id"))
                .ifPresent(
                        id ->
                                outbox.publish(
                                        new LearnerEnrolled(id, person.value(), course.value())));
        return find(person, course).orElseThrow();
    }

    /** Takes a course away from somebody; how far they are is kept. */
    public void dismiss(PersonId person, CourseId course) {
        sql.update(
                        """
                        update enrolment
                        set status = 'CANCELLED', version = version + 1
                        where tenant_id = :tenant and person_id = :person and course_id = :course
                        """)
                .set("person", person.value())
                .set("course", course.value())
                .run();
    }

    /** Finds a person's enrolment in a course. */
    public Optional<Enrolment> find(PersonId person, CourseId course) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from enrolment e
                                where e.tenant_id = :tenant
                                  and e.person_id = :person
                                  and e.course_id = :course
                                  and e.status <> 'CANCELLED'
                                """)
                .set("person", person.value())
                .set("course", course.value())
                .first(Enrolments::enrolment);
    }

    /**
     * Finds a person's enrolment in a course, which is also the permission to learn.
     *
     * @throws Problem NOT_ENROLLED
     */
    public Enrolment require(PersonId person, CourseId course) {
        return find(person, course).orElseThrow(() -> new Problem(LearningProblem.NOT_ENROLLED));
    }

    /**
     * Finds an enrolment by its id.
     *
     * @throws Problem NOT_FOUND
     */
    public Enrolment byId(EnrolmentId id) {
        return row(id).view();
    }

    private EnrolmentRow row(EnrolmentId id) {
        EnrolmentRow row =
                entities.find(
                        EnrolmentRow.class, new SchoolOwnedId(school.id().value(), id.value()));
        if (row == null) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return row;
    }

    private static Enrolment enrolment(Row row) {
        return new Enrolment(
                new EnrolmentId(row.uuid("id")),
                new PersonId(row.uuid("person_id")),
                new CourseId(row.uuid("course_id")),
                row.constant("status", Enrolment.Status.class),
                row.integer("lessons_done"),
                row.integer("percent"),
                row.optionalUuid("last_lesson_id").map(LessonId::new),
                row.instant("enrolled_at"),
                row.instant("last_activity_at"),
                row.optionalInstant("completed_at"),
                row.number("version"));
    }

    /** Lists a person's enrolments, last active first, at most 200. */
    public List<Line> of(PersonId person) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                , c.slug, c.title, c.icon, c.lesson_count, c.teacher_name, l.slug as lesson_slug,
                                  l.title as lesson_title
                                from enrolment e
                                join course c on c.tenant_id = e.tenant_id and c.id = e.course_id
                                left join lesson l on l.tenant_id = e.tenant_id and l.id = e.last_lesson_id
                                where e.tenant_id = :tenant and e.person_id = :person and e.status <> 'CANCELLED'
                                order by e.last_activity_at desc, e.id
                                limit 200
                                """)
                .set("person", person.value())
                .list(
                        row ->
                                new Line(
                                        enrolment(row),
                                        row.text("slug"),
                                        row.text("title"),
                                        row.text("icon"),
                                        row.text("teacher_name"),
                                        row.integer("lesson_count"),
                                        row.optionalText("lesson_slug"),
                                        row.optionalText("lesson_title")));
    }

    /** Finds a learner of a course. */
    public Optional<Learner> learner(PersonId person, CourseId course) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                , p.name, p.email
                                from enrolment e
                                join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
                                where e.tenant_id = :tenant and e.course_id = :course and e.person_id = :person
                                """)
                .set("course", course.value())
                .set("person", person.value())
                .first(row -> new Learner(enrolment(row), row.text("name"), row.text("email")));
    }

    /** Lists the learners of a course, newest first. */
    public Slice<Learner> learners(CourseId course, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<Learner> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        , p.name, p.email
                                        from enrolment e
                                        join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
                                        where e.tenant_id = :tenant
                                          and e.course_id = :course
                                          and (cast(:at as timestamptz) is null or (e.enrolled_at, e.id) < (:at, :after))
                                        order by e.enrolled_at desc, e.id desc
                                        limit :limit
                                        """)
                        .set("course", course.value())
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(
                                row ->
                                        new Learner(
                                                enrolment(row),
                                                row.text("name"),
                                                row.text("email")));
        return Slice.of(
                rows,
                limit,
                last -> Cursor.after(last.enrolment().enrolledAt(), last.enrolment().id()));
    }

    /** Says how far a learner is in each lesson that they opened. */
    public Map<LessonId, LessonProgress> progress(EnrolmentId enrolment) {
        Map<LessonId, LessonProgress> progress = new HashMap<>();
        sql.query(
                        """
                        select lesson_id, completed_at, scroll_permille
                        from lesson_progress
                        where tenant_id = :tenant and enrolment_id = :enrolment
                        """)
                .set("enrolment", enrolment.value())
                .list(
                        row ->
                                progress.put(
                                        new LessonId(row.uuid("lesson_id")),
                                        new LessonProgress(
                                                row.optionalInstant("completed_at"),
                                                row.integer("scroll_permille"))));
        return progress;
    }

    /**
     * Remembers where a learner is in a lesson.
     *
     * @param scrollPermille how far down the page, 0 to 1000
     * @throws Problem NOT_ENROLLED, NO_SUCH_LESSON
     */
    public void position(PersonId person, CourseId course, LessonId lesson, int scrollPermille) {
        Enrolment enrolment = require(person, course);
        outlines.lesson(course, lesson);
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into lesson_progress
                            (tenant_id, id, enrolment_id, lesson_id, opened_at, scroll_permille)
                        values (:tenant, :id, :enrolment, :lesson, :now, :scroll)
                        on conflict (tenant_id, enrolment_id, lesson_id) do update set scroll_permille = :scroll
                        """)
                .set("id", Ids.at(now))
                .set("enrolment", enrolment.id().value())
                .set("lesson", lesson.value())
                .set("now", now)
                .set("scroll", Math.max(0, Math.min(1000, scrollPermille)))
                .run();
        sql.update(
                        """
                        update enrolment set last_lesson_id = :lesson, last_activity_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("lesson", lesson.value())
                .set("now", now)
                .set("id", enrolment.id().value())
                .run();
    }

    /**
     * Marks a lesson as complete. The course completes by itself with its last lesson. Repeating it
     * changes nothing.
     *
     * @throws Problem NOT_ENROLLED, NO_SUCH_LESSON
     */
    public Enrolment complete(PersonId person, CourseId course, LessonId lesson) {
        EnrolmentRow row = lock(require(person, course).id());
        outlines.lesson(course, lesson);
        Instant now = clock.instant();
        int marked =
                sql.update(
                                """
                                insert into lesson_progress
                                    (tenant_id, id, enrolment_id, lesson_id, opened_at, completed_at)
                                values (:tenant, :id, :enrolment, :lesson, :now, :now)
                                on conflict (tenant_id, enrolment_id, lesson_id) do update
                                set completed_at = :now
                                where lesson_progress.completed_at is null
                                """)
                        .set("id", Ids.at(now))
                        .set("enrolment", row.id())
                        .set("lesson", lesson.value())
                        .set("now", now)
                        .run();
        row.opened(lesson, now);
        boolean completed = count(row, course, now);
        if (marked == 1) {
            outbox.publish(
                    new LessonCompleted(
                            row.id(),
                            person.value(),
                            course.value(),
                            lesson.value(),
                            row.view().percent()));
        }
        if (completed) {
            outbox.publish(new CourseCompleted(row.id(), person.value(), course.value()));
        }
        return row.view();
    }

    /**
     * Takes a lesson's mark back; a course that was completed stays so.
     *
     * @throws Problem NOT_ENROLLED
     */
    public Enrolment reopen(PersonId person, CourseId course, LessonId lesson) {
        EnrolmentRow row = lock(require(person, course).id());
        sql.update(
                        """
                        update lesson_progress set completed_at = null
                        where tenant_id = :tenant and enrolment_id = :enrolment and lesson_id = :lesson
                        """)
                .set("enrolment", row.id())
                .set("lesson", lesson.value())
                .run();
        count(row, course, clock.instant());
        return row.view();
    }

    private EnrolmentRow lock(EnrolmentId id) {
        EnrolmentRow row = row(id);
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        entities.refresh(row);
        return row;
    }

    private boolean count(EnrolmentRow row, CourseId course, Instant now) {
        int[] done = new int[2];
        sql.query(
                        """
                        select count(*) as lessons, count(p.completed_at) as done
                        from lesson l
                        left join lesson_progress p
                            on p.tenant_id = l.tenant_id and p.lesson_id = l.id and p.enrolment_id = :enrolment
                        where l.tenant_id = :tenant and l.course_id = :course
                        """)
                .set("enrolment", row.id())
                .set("course", course.value())
                .first(
                        r -> {
                            done[0] = r.integer("done");
                            done[1] = r.integer("lessons");
                            return true;
                        });
        boolean completed = row.progressed(done[0], done[1], now);
        entities.flush();
        return completed;
    }

    /**
     * An enrolment with what a list shows of its course.
     *
     * @param lessonSlug where to continue, if a lesson was opened
     */
    public record Line(
            Enrolment enrolment,
            String courseSlug,
            String courseTitle,
            String icon,
            String teacherName,
            int lessonCount,
            Optional<String> lessonSlug,
            Optional<String> lessonTitle) {}

    /** A learner of a course. */
    public record Learner(Enrolment enrolment, String name, String email) {}

    /**
     * How far a learner is in one lesson.
     *
     * @param scrollPermille how far down the page they were, 0 to 1000
     */
    public record LessonProgress(Optional<Instant> completedAt, int scrollPermille) {

        public boolean done() {
            return completedAt.isPresent();
        }
    }
}
