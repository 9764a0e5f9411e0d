package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The rows of modules and lessons by their places; runs in transactions that hold the course. What
 * is said to the database does not grow with the number of lessons.
 */
@ApplicationScoped
public class OutlineRows {

    @Inject Sql sql;

    /** Reads which lesson lies where. */
    public Arrangement arrangement(CourseId course) {
        Arrangement arrangement = new Arrangement();
        sql.query(
                        """
                        select m.id as module, l.id as lesson
                        from course_module m
                        left join lesson l on l.tenant_id = m.tenant_id and l.module_id = m.id
                        where m.tenant_id = :tenant and m.course_id = :course
                        order by m.position, m.id, l.position, l.id
                        """)
                .set("course", course.value())
                .list(
                        row -> {
                            UUID module = row.uuid("module");
                            Optional<UUID> lesson = row.optionalUuid("lesson");
                            arrangement.add(module);
                            lesson.ifPresent(id -> arrangement.add(module, id));
                            return module;
                        });
        return arrangement;
    }

    /** Writes which lesson lies where; only rows that change are touched. */
    public void write(CourseId course, Arrangement arrangement) {
        sql.update(
                        """
                        update course_module m
                        set position = w.number
                        from unnest(cast(:modules as uuid[])) with ordinality w (id, number)
                        where m.tenant_id = :tenant and m.course_id = :course and m.id = w.id
                          and m.position <> w.number
                        """)
                .set("course", course.value())
                .set("modules", ids(arrangement.modules()))
                .run();
        List<UUID> lessons = new ArrayList<>();
        List<UUID> homes = new ArrayList<>();
        for (UUID module : arrangement.modules()) {
            for (UUID lesson : arrangement.lessons(module)) {
                lessons.add(lesson);
                homes.add(module);
            }
        }
        sql.update(
                        """
                        update lesson l
                        set module_id = w.module, position = w.number
                        from unnest(cast(:lessons as uuid[]), cast(:homes as uuid[]))
                            with ordinality w (id, module, number)
                        where l.tenant_id = :tenant and l.course_id = :course and l.id = w.id
                          and (l.position <> w.number or l.module_id <> w.module)
                        """)
                .set("course", course.value())
                .set("lessons", ids(lessons))
                .set("homes", ids(homes))
                .run();
    }

    static UUID[] ids(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    /** Numbers lessons through the whole course, so that previous and next are one step away. */
    public void renumber(CourseId course) {
        sql.update(
                        """
                        update lesson l
                        set position = n.number
                        from (
                            select x.id, row_number() over (order by m.position, m.id, x.position, x.id) as number
                            from lesson x
                            join course_module m on m.tenant_id = x.tenant_id and m.id = x.module_id
                            where x.tenant_id = :tenant and x.course_id = :course) n
                        where l.tenant_id = :tenant and l.id = n.id and l.position <> n.number
                        """)
                .set("course", course.value())
                .run();
    }

    /** Counts a course's lessons and their minutes again. */
    public void recount(CourseId course) {
        sql.update(
                        """
                        update course
                        set lesson_count = t.lessons, minutes = t.minutes
                        from (
                            select count(*) as lessons, coalesce(sum(minutes), 0) as minutes
                            from lesson
                            where tenant_id = :tenant and course_id = :course) t
                        where tenant_id = :tenant and id = :course
                        """)
                .set("course", course.value())
                .run();
    }

    /** Finds addresses that are free, close to the wanted ones, in their order. */
    public List<String> freeSlugs(CourseId course, List<String> wanted) {
        Set<String> taken =
                new HashSet<>(
                        sql.query(
                                        """
                                        select slug from lesson
                                        where tenant_id = :tenant and course_id = :course
                                        """)
                                .set("course", course.value())
                                .list(row -> row.text("slug")));
        List<String> free = new ArrayList<>();
        for (String one : wanted) {
            String slug = one;
            for (int n = 2; !taken.add(slug); n++) {
                slug = one + "-" + n;
            }
            free.add(slug);
        }
        return free;
    }

    /** Moves what lies at a place or behind it further back. */
    public void makeRoom(CourseId course, int from, int count) {
        sql.update(
                        """
                        update lesson set position = position + :count
                        where tenant_id = :tenant and course_id = :course and position >= :from
                        """)
                .set("course", course.value())
                .set("from", from)
                .set("count", count)
                .run();
    }

    /** Titles and the like of lessons. */
    public record Line(
            UUID id, UUID module, String slug, String title, boolean preview, long version) {}

    /** Reads lessons of a course in their order; those that are not there are missing. */
    public List<Line> lessons(CourseId course, List<UUID> ids) {
        return sql.query(
                        """
                        select id, module_id, slug, title, preview, version
                        from lesson
                        where tenant_id = :tenant and course_id = :course and id = any(:ids)
                        order by position, id
                        """)
                .set("course", course.value())
                .set("ids", ids(ids))
                .list(
                        row ->
                                new Line(
                                        row.uuid("id"),
                                        row.uuid("module_id"),
                                        row.text("slug"),
                                        row.text("title"),
                                        row.flag("preview"),
                                        row.number("version")));
    }

    /** The title of a module of the course. */
    public Optional<String> moduleTitle(CourseId course, UUID module) {
        return sql.query(
                        """
                        select title from course_module
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", module)
                .set("course", course.value())
                .first(row -> row.text("title"));
    }

    /** Copies lessons into modules: the same places in these lists belong together. */
    public void copyLessons(
            CourseId course,
            List<Line> sources,
            List<UUID> copies,
            List<UUID> modules,
            List<String> slugs,
            List<String> titles,
            Instant now) {
        sql.update(
                        """
                        insert into lesson
                            (tenant_id, id, course_id, module_id, slug, title, markdown, html, minutes, preview,
                             position, updated_at)
                        select :tenant, w.id, l.course_id, w.module, w.slug, w.title, l.markdown, l.html, l.minutes,
                            l.preview, l.position, :now
                        from unnest(cast(:copies as uuid[]), cast(:sources as uuid[]), cast(:modules as uuid[]),
                            cast(:slugs as text[]), cast(:titles as text[])) w (id, source, module, slug, title)
                        join lesson l on l.tenant_id = :tenant and l.id = w.source and l.course_id = :course
                        """)
                .set("course", course.value())
                .set("copies", ids(copies))
                .set("sources", ids(sources.stream().map(Line::id).toList()))
                .set("modules", ids(modules))
                .set("slugs", slugs.toArray(String[]::new))
                .set("titles", titles.toArray(String[]::new))
                .set("now", now)
                .run();
    }

    /** Copies all modules and lessons into an empty course; answers the new lessons by the old. */
    public Map<UUID, UUID> copyInto(CourseId from, CourseId to, Instant now) {
        Arrangement arrangement = arrangement(from);
        List<UUID> modules = arrangement.modules();
        List<UUID> newModules = modules.stream().map(m -> Ids.at(now)).toList();
        sql.update(
                        """
                        insert into course_module (tenant_id, id, course_id, title, position)
                        select :tenant, w.id, :to, m.title, m.position
                        from unnest(cast(:copies as uuid[]), cast(:sources as uuid[])) w (id, source)
                        join course_module m on m.tenant_id = :tenant and m.id = w.source
                        """)
                .set("to", to.value())
                .set("copies", ids(newModules))
                .set("sources", ids(modules))
                .run();
        Map<UUID, UUID> lessons = new LinkedHashMap<>();
        List<UUID> homes = new ArrayList<>();
        for (int i = 0; i < modules.size(); i++) {
            for (UUID lesson : arrangement.lessons(modules.get(i))) {
                lessons.put(lesson, Ids.at(now));
                homes.add(newModules.get(i));
            }
        }
        sql.update(
                        """
                        insert into lesson
                            (tenant_id, id, course_id, module_id, slug, title, markdown, html, minutes, preview,
                             position, updated_at)
                        select :tenant, w.id, :to, w.module, l.slug, l.title, l.markdown, l.html, l.minutes, l.preview,
                            l.position, :now
                        from unnest(cast(:copies as uuid[]), cast(:sources as uuid[]), cast(:homes as uuid[]))
                            w (id, source, module)
                        join lesson l on l.tenant_id = :tenant and l.id = w.source
                        """)
                .set("to", to.value())
                .set("copies", ids(List.copyOf(lessons.values())))
                .set("sources", ids(List.copyOf(lessons.keySet())))
                .set("homes", ids(homes))
                .set("now", now)
                .run();
        recount(to);
        return lessons;
    }
}
