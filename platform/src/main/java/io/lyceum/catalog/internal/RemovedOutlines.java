package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.Outlines.Removal;
import io.lyceum.catalog.RemovalId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Modules and lessons that were removed, their whole rows as JSON. A column that those tables get
 * has to be brought back here too. Runs in transactions of others.
 */
@ApplicationScoped
public class RemovedOutlines {

    @Inject Sql sql;
    @Inject Clock clock;

    /** Keeps a module with its lessons, or nothing when the course has no such module. */
    public Optional<RemovalId> keep(CourseId course, ModuleId module) {
        return keep(course, module.value(), null);
    }

    /** Keeps a lesson and the module that it lies in, or nothing when the course has none such. */
    public Optional<RemovalId> keep(CourseId course, LessonId lesson) {
        return keep(course, null, lesson.value());
    }

    private Optional<RemovalId> keep(CourseId course, UUID module, UUID lesson) {
        UUID id = Ids.at(clock.instant());
        int kept =
                sql.update(
                                """
                                insert into removed_outline
                                    (tenant_id, id, course_id, kind, title, module, lessons, removed_at)
                                select :tenant, :id, :course, :kind,
                                    case when cast(:lesson as uuid) is null then m.title else min(l.title) end,
                                    to_jsonb(m),
                                    coalesce(
                                        jsonb_agg(to_jsonb(l) order by l.position, l.id)
                                            filter (where l.id is not null),
                                        '[]'),
                                    :now
                                from course_module m
                                left join lesson l
                                    on l.tenant_id = m.tenant_id
                                    and l.module_id = m.id
                                    and (cast(:lesson as uuid) is null or l.id = :lesson)
                                where m.tenant_id = :tenant
                                  and m.course_id = :course
                                  and (m.id = cast(:module as uuid) or l.id = cast(:lesson as uuid))
                                group by m.tenant_id, m.id
                                """)
                        .set("id", id)
                        .set("course", course.value())
                        .set("kind", lesson == null ? Removal.Kind.MODULE : Removal.Kind.LESSON)
                        .set("module", module)
                        .set("lesson", lesson)
                        .set("now", clock.instant())
                        .run();
        return kept == 1 ? Optional.of(new RemovalId(id)) : Optional.empty();
    }

    /**
     * Keeps lessons, each for itself, with the modules that they lie in; answers in their order.
     */
    public List<RemovalId> keep(CourseId course, List<UUID> lessons) {
        List<UUID> ids = lessons.stream().map(lesson -> Ids.at(clock.instant())).toList();
        sql.update(
                        """
                        insert into removed_outline
                            (tenant_id, id, course_id, kind, title, module, lessons, removed_at)
                        select :tenant, w.id, :course, 'LESSON', l.title, to_jsonb(m), jsonb_build_array(to_jsonb(l)), :now
                        from unnest(cast(:ids as uuid[]), cast(:lessons as uuid[])) w (id, lesson)
                        join lesson l on l.tenant_id = :tenant and l.id = w.lesson and l.course_id = :course
                        join course_module m on m.tenant_id = l.tenant_id and m.id = l.module_id
                        """)
                .set("ids", OutlineRows.ids(ids))
                .set("course", course.value())
                .set("lessons", OutlineRows.ids(lessons))
                .set("now", clock.instant())
                .run();
        return ids.stream().map(RemovalId::new).toList();
    }

    /** Lists what was removed from a course, last removed first. */
    public List<Removal> list(CourseId course) {
        return sql.query(
                        """
                        select id, kind, title, jsonb_array_length(lessons) as lessons, removed_at
                        from removed_outline
                        where tenant_id = :tenant and course_id = :course
                        order by removed_at desc, id desc
                        limit 100
                        """)
                .set("course", course.value())
                .list(RemovedOutlines::removal);
    }

    private static Removal removal(Row row) {
        return new Removal(
                new RemovalId(row.uuid("id")),
                row.constant("kind", Removal.Kind.class),
                row.text("title"),
                row.integer("lessons"),
                row.instant("removed_at"));
    }

    /**
     * A lesson that is about to come back.
     *
     * @param position that it had in the course
     */
    public record Kept(LessonId id, String slug, int position) {}

    /** Lists the lessons of a removal in their order, or nothing when there is none such. */
    public Optional<List<Kept>> lessons(CourseId course, RemovalId id) {
        boolean there =
                sql.query(
                                """
                                select id from removed_outline
                                where tenant_id = :tenant and id = :id and course_id = :course
                                """)
                        .set("id", id.value())
                        .set("course", course.value())
                        .first(row -> row.uuid("id"))
                        .isPresent();
        return there ? Optional.of(lessons(id)) : Optional.empty();
    }

    private List<Kept> lessons(RemovalId id) {
        return sql.query(
                        """
                        select cast(l.lesson ->> 'id' as uuid) as id, l.lesson ->> 'slug' as slug,
                               cast(l.lesson ->> 'position' as integer) as position
                        from removed_outline r
                        cross join lateral jsonb_array_elements(r.lessons) with ordinality l (lesson, number)
                        where r.tenant_id = :tenant and r.id = :id
                        order by l.number
                        """)
                .set("id", id.value())
                .list(
                        row ->
                                new Kept(
                                        new LessonId(row.uuid("id")),
                                        row.text("slug"),
                                        row.integer("position")));
    }

    /** Writes the module's row again unless it is there. */
    public void writeModule(RemovalId id) {
        sql.update(
                        """
                        insert into course_module (tenant_id, id, version, course_id, title, position)
                        select :tenant, m.id, m.version, m.course_id, m.title, m.position
                        from removed_outline r
                        cross join lateral jsonb_populate_record(null::course_module, r.module) m
                        where r.tenant_id = :tenant and r.id = :id
                        on conflict (tenant_id, id) do nothing
                        """)
                .set("id", id.value())
                .run();
    }

    /** Writes a lesson's row again under an address that is free. */
    public void writeLesson(RemovalId id, LessonId lesson, String slug) {
        sql.update(
                        """
                        insert into lesson
                            (tenant_id, id, version, course_id, module_id, slug, title, markdown, html, minutes,
                             preview, position, updated_at, created_at)
                        select :tenant, l.id, l.version, l.course_id, l.module_id, :slug, l.title, l.markdown,
                            l.html, l.minutes, l.preview, l.position, l.updated_at, l.created_at
                        from removed_outline r
                        cross join lateral jsonb_populate_recordset(null::lesson, r.lessons) l
                        where r.tenant_id = :tenant and r.id = :id and l.id = :lesson
                        """)
                .set("id", id.value())
                .set("lesson", lesson.value())
                .set("slug", slug)
                .run();
    }

    /** Forgets what has come back. */
    public void forget(RemovalId id) {
        sql.update("delete from removed_outline where tenant_id = :tenant and id = :id")
                .set("id", id.value())
                .run();
    }

    /** Forgets what was removed before, and names the lessons among it that are nowhere else. */
    public List<UUID> forgetRemovedBefore(Instant moment) {
        return sql.query(
                        """
                        with gone as (
                            delete from removed_outline
                            where tenant_id = :tenant and removed_at < :moment
                            returning lessons)
                        select cast(l.lesson ->> 'id' as uuid) as id
                        from gone
                        cross join lateral jsonb_array_elements(gone.lessons) l (lesson)
                        """)
                .set("moment", moment)
                .list(row -> row.uuid("id"));
    }
}
