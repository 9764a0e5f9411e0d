package io.lyceum.catalog.internal;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonVersion;
import io.lyceum.shared.Ids;
import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of what lessons said, in the caller's transaction. */
@ApplicationScoped
public class LessonHistory {

    /** How many versions of a lesson are kept. */
    public static final int KEPT = 100;

    @Inject Sql sql;

    /** Keeps what a lesson says before it is changed, where nobody has: it was imported. */
    public void before(Course.Lesson lesson) {
        write(lesson, Optional.empty());
    }

    /** Keeps what a lesson says now, and forgets the oldest. */
    public void after(Course.Lesson lesson) {
        write(lesson, Actor.bound());
        sql.update(
                        """
                        delete from lesson_version
                        where tenant_id = :tenant and lesson_id = :lesson
                          and number <= (
                            select number
                            from lesson_version
                            where tenant_id = :tenant and lesson_id = :lesson
                            order by number desc
                            offset :kept
                            limit 1)
                        """)
                .set("lesson", lesson.id().value())
                .set("kept", KEPT)
                .run();
    }

    /** Keeps what lessons say now, after they were changed together. */
    public void after(List<UUID> lessons) {
        sql.update(
                        """
                        insert into lesson_version
                            (tenant_id, id, course_id, lesson_id, number, person_id, title, markdown, saved_at)
                        select :tenant, gen_random_uuid(), l.course_id, l.id, l.version,
                            (select id from person where tenant_id = :tenant and id = cast(:author as uuid)), l.title,
                            l.markdown, l.updated_at
                        from lesson l
                        where l.tenant_id = :tenant and l.id = any(:lessons)
                        on conflict (tenant_id, lesson_id, number) do nothing
                        """)
                .set("author", Actor.bound().orElse(null))
                .set("lessons", OutlineRows.ids(lessons))
                .run();
    }

    private void write(Course.Lesson lesson, Optional<UUID> author) {
        sql.update(
                        """
                        insert into lesson_version
                            (tenant_id, id, course_id, lesson_id, number, person_id, title, markdown, saved_at)
                        values (:tenant, :id, :course, :lesson, :number,
                            (select id from person where tenant_id = :tenant and id = cast(:author as uuid)), :title,
                            :markdown, :at)
                        on conflict (tenant_id, lesson_id, number) do nothing
                        """)
                .set("id", Ids.at(lesson.updatedAt()))
                .set("course", lesson.course().value())
                .set("lesson", lesson.id().value())
                .set("number", lesson.version())
                .set("author", author.orElse(null))
                .set("title", lesson.title())
                .set("markdown", lesson.markdown())
                .set("at", lesson.updatedAt())
                .run();
    }

    /** Lists the versions of a lesson, the latest first. */
    public List<LessonVersion.Line> list(CourseId course, LessonId lesson) {
        return sql.query(
                        """
                        select v.number, p.name as author, v.title, length(v.markdown) as characters,
                            length(v.markdown) - coalesce(lag(length(v.markdown)) over (order by v.number), 0) as more,
                            v.saved_at
                        from lesson_version v
                        left join person p on p.tenant_id = :tenant and p.id = v.person_id
                        where v.tenant_id = :tenant and v.lesson_id = :lesson and v.course_id = :course
                        order by v.number desc
                        """)
                .set("course", course.value())
                .set("lesson", lesson.value())
                .list(
                        row ->
                                new LessonVersion.Line(
                                        row.number("number"),
                                        row.optionalText("author"),
                                        row.text("title"),
                                        row.integer("characters"),
                                        row.integer("more"),
                                        row.instant("saved_at")));
    }

    /** Reads the latest version up to a number. */
    public Optional<LessonVersion> upTo(CourseId course, LessonId lesson, long number) {
        return sql.query(
                        """
                        select v.number, p.name as author, v.title, v.markdown, v.saved_at
                        from lesson_version v
                        left join person p on p.tenant_id = :tenant and p.id = v.person_id
                        where v.tenant_id = :tenant and v.lesson_id = :lesson and v.course_id = :course
                          and v.number <= :number
                        order by v.number desc
                        limit 1
                        """)
                .set("course", course.value())
                .set("lesson", lesson.value())
                .set("number", number)
                .first(
                        row ->
                                new LessonVersion(
                                        row.number("number"),
                                        row.optionalText("author"),
                                        row.text("title"),
                                        row.text("markdown"),
                                        row.instant("saved_at")));
    }

    /** Forgets all of lessons that cannot be brought back any more, with what was not saved. */
    public void forget(List<UUID> lessons) {
        for (String table : List.of("lesson_version", "lesson_draft")) {
            sql.update(
                            "delete from "
                                    + table
                                    + " where tenant_id = :tenant and lesson_id = any(:lessons)")
                    .set("lessons", lessons.toArray(UUID[]::new))
                    .run();
        }
    }

    /** Tells whether somebody has typed something into one of these lessons that is not saved. */
    public boolean isDrafted(List<UUID> lessons) {
        return sql.query(
                        """
                        select 1 as one
                        from lesson_draft
                        where tenant_id = :tenant and lesson_id = any(:lessons) and dropped_at is null
                        limit 1
                        """)
                .set("lessons", lessons.toArray(UUID[]::new))
                .first(row -> true)
                .orElse(false);
    }
}
