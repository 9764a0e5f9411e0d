package io.lyceum.catalog;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What people of the current school have typed into lessons and not saved. It is theirs alone, and
 * learners see none of it.
 */
@UseCase
public class LessonDrafts {

    private static final int MOST_LINES = 20;

    private final Sql sql;
    private final Clock clock;
    private final Outlines outlines;

    protected LessonDrafts() {
        this(null, null, null);
    }

    @Inject
    LessonDrafts(Sql sql, Clock clock, Outlines outlines) {
        this.sql = sql;
        this.clock = clock;
        this.outlines = outlines;
    }

    private static LessonDraft draft(Row row) {
        return new LessonDraft(
                new LessonId(row.uuid("lesson_id")),
                row.number("base"),
                row.number("revision"),
                row.text("title"),
                row.text("markdown"),
                row.text("minutes"),
                row.flag("preview"),
                row.instant("kept_at"));
    }

    /** Finds what somebody has not saved of a lesson. */
    public Optional<LessonDraft> of(UUID person, LessonId lesson) {
        return sql.query(
                        """
                        select lesson_id, base, revision, title, markdown, minutes, preview, kept_at
                        from lesson_draft
                        where tenant_id = :tenant and lesson_id = :lesson and person_id = :person
                          and dropped_at is null
                        """)
                .set("lesson", lesson.value())
                .set("person", person)
                .first(LessonDrafts::draft);
    }

    /** Lists what somebody has not saved, the latest first; at most 20. */
    public List<LessonDraft.Line> of(UUID person) {
        return sql.query(
                        """
                        select d.course_id, d.lesson_id, d.title, c.title as course, d.kept_at
                        from lesson_draft d
                        join lesson l on l.tenant_id = :tenant and l.id = d.lesson_id
                        join course c on c.tenant_id = :tenant and c.id = d.course_id
                        where d.tenant_id = :tenant and d.person_id = :person and d.dropped_at is null
                          and (d.title <> l.title or d.markdown <> l.markdown or d.preview <> l.preview
                            or d.minutes <> cast(l.minutes as text))
                        order by d.kept_at desc
                        limit :most
                        """)
                .set("person", person)
                .set("most", MOST_LINES)
                .list(
                        row ->
                                new LessonDraft.Line(
                                        new CourseId(row.uuid("course_id")),
                                        new LessonId(row.uuid("lesson_id")),
                                        row.text("title"),
                                        row.text("course"),
                                        row.instant("kept_at")));
    }

    /**
     * Keeps what somebody has typed so far.
     *
     * @param known the revision that their window knows; 0 if it knows of none
     * @return the draft as it is now
     * @throws Problem NO_SUCH_LESSON, STALE_VERSION if another window of theirs kept more
     *     meanwhile, INVALID_INPUT, LESSON_TOO_LONG
     */
    public LessonDraft keep(
            UUID person, CourseId course, LessonId lesson, LessonDraft.Typed typed, long known) {
        new Checks()
                .atMost(typed.title(), "title", 200)
                .atMost(typed.minutes(), "minutes", 20)
                .done();
        if (typed.markdown().length() > LessonChange.LONGEST) {
            throw new Problem(CourseProblem.LESSON_TOO_LONG, LessonChange.LONGEST);
        }
        outlines.lesson(course, lesson);
        Instant now = clock.instant();
        int kept =
                sql.update(
                                """
                                insert into lesson_draft
                                    (tenant_id, id, course_id, lesson_id, person_id, base, revision, title, markdown,
                                     minutes, preview, kept_at)
                                values (:tenant, :id, :course, :lesson, :person, :base, :stamp, :title, :markdown,
                                    :minutes, :preview, :now)
                                on conflict (tenant_id, lesson_id, person_id) do update
                                set base = excluded.base, title = excluded.title, markdown = excluded.markdown,
                                    minutes = excluded.minutes, preview = excluded.preview, kept_at = excluded.kept_at,
                                    revision = greatest(lesson_draft.revision + 1, :stamp), dropped_at = null
                                where lesson_draft.revision = :known or lesson_draft.dropped_at is not null
                                """)
                        .set("id", Ids.at(now))
                        .set("course", course.value())
                        .set("lesson", lesson.value())
                        .set("person", person)
                        .set("base", typed.base())
                        // Never one that was there before, also of a draft that is gone.
                        .set("stamp", now.toEpochMilli())
                        .set("title", typed.title())
                        .set("markdown", typed.markdown().replace("\r\n", "\n").replace("\0", ""))
                        .set("minutes", typed.minutes())
                        .set("preview", typed.preview())
                        .set("now", now)
                        .set("known", known)
                        .run();
        if (kept == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return of(person, lesson).orElseThrow();
    }

    /**
     * Throws away what somebody has not saved of a lesson.
     *
     * @param known the revision that their window knows; what another one has kept stays
     */
    public void drop(UUID person, LessonId lesson, long known) {
        sql.update(
                        """
                        update lesson_draft
                        set dropped_at = :now
                        where tenant_id = :tenant and lesson_id = :lesson and person_id = :person
                          and revision = :known
                        """)
                .set("now", clock.instant())
                .set("lesson", lesson.value())
                .set("person", person)
                .set("known", known)
                .run();
    }

    /** Brings back what somebody has thrown away of a lesson. */
    public void restore(UUID person, LessonId lesson) {
        sql.update(
                        """
                        update lesson_draft
                        set dropped_at = null
                        where tenant_id = :tenant and lesson_id = :lesson and person_id = :person
                        """)
                .set("lesson", lesson.value())
                .set("person", person)
                .run();
    }

    /**
     * Forgets what somebody had not saved of a lesson: it is saved.
     *
     * @param known the revision that their window knows; what another one has kept stays
     */
    public void forget(UUID person, LessonId lesson, long known) {
        sql.update(
                        """
                        delete from lesson_draft
                        where tenant_id = :tenant and lesson_id = :lesson and person_id = :person
                          and (revision = :known or dropped_at is not null)
                        """)
                .set("lesson", lesson.value())
                .set("person", person)
                .set("known", known)
                .run();
    }
}
