package io.lyceum.catalog;

import io.lyceum.catalog.internal.CourseRow;
import io.lyceum.catalog.internal.CourseRows;
import io.lyceum.catalog.internal.LessonHistory;
import io.lyceum.catalog.internal.LessonText;
import io.lyceum.catalog.internal.RemovedOutlines;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the courses of the current school consist of: modules, and lessons with their text. */
@UseCase
public class Outlines {

    /** How long what was removed can be brought back. */
    public static final Duration KEEP_REMOVED = Duration.ofDays(30);

    private final Sql sql;
    private final Clock clock;
    private final CourseRows rows;
    private final LessonText text;
    private final RemovedOutlines removed;
    private final LessonHistory history;

    protected Outlines() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Outlines(
            Sql sql,
            Clock clock,
            CourseRows rows,
            LessonText text,
            RemovedOutlines removed,
            LessonHistory history) {
        this.sql = sql;
        this.clock = clock;
        this.rows = rows;
        this.text = text;
        this.removed = removed;
        this.history = history;
    }

    /** Lists the modules of a course with their lessons, both in order. */
    public List<Course.Module> of(CourseId course) {
        Map<UUID, List<Course.LessonLine>> lessons = new LinkedHashMap<>();
        sql.query(
                        """
                        select id, module_id, slug, title, minutes, preview, position
                        from lesson
                        where tenant_id = :tenant and course_id = :course
                        order by position, id
                        """)
                .set("course", course.value())
                .list(
                        row ->
                                lessons.computeIfAbsent(
                                                row.uuid("module_id"), m -> new ArrayList<>())
                                        .add(
                                                new Course.LessonLine(
                                                        new LessonId(row.uuid("id")),
                                                        row.text("slug"),
                                                        row.text("title"),
                                                        row.integer("minutes"),
                                                        row.flag("preview"),
                                                        row.integer("position"))));
        return sql.query(
                        """
                        select id, title, position, version
                        from course_module
                        where tenant_id = :tenant and course_id = :course
                        order by position, id
                        """)
                .set("course", course.value())
                .list(
                        row ->
                                new Course.Module(
                                        new ModuleId(row.uuid("id")),
                                        row.text("title"),
                                        row.integer("position"),
                                        row.number("version"),
                                        lessons.getOrDefault(row.uuid("id"), List.of())));
    }

    /**
     * Adds a module at the end.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public ModuleId addModule(CourseId course, String title) {
        new Checks().text(title, "title", 200).done();
        CourseRow row = rows.lock(course, Optional.empty());
        ModuleId id = new ModuleId(Ids.at(clock.instant()));
        sql.update(
                        """
                        insert into course_module (tenant_id, id, course_id, title, position)
                        values (:tenant, :id, :course, :title,
                            (select coalesce(max(position), 0) + 1 from course_module
                             where tenant_id = :tenant and course_id = :course))
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .set("title", title.strip())
                .run();
        row.touch(clock.instant());
        return id;
    }

    /**
     * Renames a module.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public void renameModule(CourseId course, ModuleId module, String title) {
        new Checks().text(title, "title", 200).done();
        int renamed =
                sql.update(
                                """
                                update course_module
                                set title = :title, version = version + 1
                                where tenant_id = :tenant and id = :id and course_id = :course
                                """)
                        .set("title", title.strip())
                        .set("id", module.value())
                        .set("course", course.value())
                        .run();
        requireOne(renamed);
    }

    /**
     * Removes a module with its lessons; {@link #restore} brings them back.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public RemovalId removeModule(CourseId course, ModuleId module) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        RemovalId removal =
                removed.keep(course, module)
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        sql.update(
                        """
                        delete from course_module
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", module.value())
                .set("course", course.value())
                .run();
        renumber(course);
        recount(course);
        return removal;
    }

    private static void requireOne(int touched) {
        if (touched != 1) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /**
     * Puts the modules of a course in an order.
     *
     * @param order all modules of the course, each once
     * @throws Problem INVALID_INPUT when it is another set of modules
     */
    public void orderModules(CourseId course, List<ModuleId> order) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        List<UUID> existing =
                sql.query(
                                """
                                select id from course_module
                                where tenant_id = :tenant and course_id = :course
                                """)
                        .set("course", course.value())
                        .list(row -> row.uuid("id"));
        List<UUID> wanted = order.stream().map(ModuleId::value).toList();
        requireSame(existing, wanted);
        for (int i = 0; i < wanted.size(); i++) {
            sql.update(
                            """
                            update course_module set position = :position
                            where tenant_id = :tenant and id = :id
                            """)
                    .set("position", i + 1)
                    .set("id", wanted.get(i))
                    .run();
        }
        renumber(course);
    }

    private static void requireSame(List<UUID> existing, List<UUID> wanted) {
        boolean same =
                existing.size() == wanted.size()
                        && existing.containsAll(wanted)
                        && wanted.stream().distinct().count() == wanted.size();
        new Checks().that(same, "order", "Name every item exactly once.").done();
    }

    /**
     * Adds a lesson at the end of a module.
     *
     * @throws Problem NOT_FOUND
     */
    public Course.Lesson addLesson(CourseId course, ModuleId module, LessonChange change) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        requireModule(course, module);
        LessonId id = new LessonId(Ids.at(clock.instant()));
        sql.update(
                        """
                        insert into lesson
                            (tenant_id, id, course_id, module_id, slug, title, markdown, html, minutes, preview,
                             position, updated_at)
                        values (:tenant, :id, :course, :module, :slug, :title, :markdown, :html, :minutes, :preview,
                            1000000, :now)
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .set("module", module.value())
                .set("slug", freeSlug(course, Slugs.of(change.title())))
                .set("title", change.title())
                .set("markdown", change.markdown())
                .set("html", text.html(course, change.markdown()))
                .set("minutes", change.minutes())
                .set("preview", change.preview())
                .set("now", clock.instant())
                .run();
        renumber(course);
        recount(course);
        Course.Lesson added = lesson(course, id);
        history.after(added);
        return added;
    }

    private void requireModule(CourseId course, ModuleId module) {
        sql.query(
                        """
                        select id from course_module
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", module.value())
                .set("course", course.value())
                .first(row -> row.uuid("id"))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    private String freeSlug(CourseId course, String wanted) {
        List<String> taken =
                sql.query(
                                """
                                select slug from lesson
                                where tenant_id = :tenant and course_id = :course
                                """)
                        .set("course", course.value())
                        .list(row -> row.text("slug"));
        String slug = wanted;
        for (int n = 2; taken.contains(slug); n++) {
            slug = wanted + "-" + n;
        }
        return slug;
    }

    /**
     * Reads a lesson with its text.
     *
     * @throws Problem NO_SUCH_LESSON
     */
    public Course.Lesson lesson(CourseId course, LessonId id) {
        return sql.query(
                        """
                        select id, course_id, module_id, slug, title, markdown, html, minutes, preview, position,
                               updated_at, version
                        from lesson
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .first(Outlines::lesson)
                .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_LESSON));
    }

    static Course.Lesson lesson(Row row) {
        return new Course.Lesson(
                new LessonId(row.uuid("id")),
                new CourseId(row.uuid("course_id")),
                new ModuleId(row.uuid("module_id")),
                row.text("slug"),
                row.text("title"),
                row.text("markdown"),
                row.text("html"),
                row.integer("minutes"),
                row.flag("preview"),
                row.integer("position"),
                row.instant("updated_at"),
                row.number("version"));
    }

    /**
     * Changes a lesson.
     *
     * @param expectedVersion the version that the change starts from
     * @throws Problem NO_SUCH_LESSON, STALE_VERSION
     */
    public Course.Lesson changeLesson(
            CourseId course, LessonId id, LessonChange change, Optional<Long> expectedVersion) {
        history.before(lesson(course, id));
        int changed =
                sql.update(
                                """
                                update lesson
                                set title = :title, markdown = :markdown, html = :html, minutes = :minutes,
                                    preview = :preview, updated_at = :now, version = version + 1,
                                    -- A lesson is there from its first text on.
                                    created_at = case when html = '' and :html <> '' then :now else created_at end
                                where tenant_id = :tenant
                                  and id = :id
                                  and (cast(:expected as bigint) is null or version = :expected)
                                """)
                        .set("title", change.title())
                        .set("markdown", change.markdown())
                        .set("html", text.html(course, change.markdown()))
                        .set("minutes", change.minutes())
                        .set("preview", change.preview())
                        .set("now", clock.instant())
                        .set("id", id.value())
                        .set("expected", expectedVersion.orElse(null))
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        recount(course);
        Course.Lesson changedNow = lesson(course, id);
        history.after(changedNow);
        return changedNow;
    }

    /** Renders Markdown as the lesson would show it, without saving anything. */
    public String preview(CourseId course, String markdown) {
        rows.require(course);
        return text.html(course, markdown);
    }

    /**
     * Removes a lesson; {@link #restore} brings it back.
     *
     * @throws Problem NO_SUCH_LESSON
     */
    public RemovalId removeLesson(CourseId course, LessonId id) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        RemovalId removal =
                removed.keep(course, id)
                        .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_LESSON));
        sql.update(
                        """
                        delete from lesson
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .run();
        renumber(course);
        recount(course);
        return removal;
    }

    /** Lists what was removed from a course and can be brought back, last removed first. */
    public List<Removal> removals(CourseId course) {
        return removed.list(course);
    }

    /**
     * Brings back what was removed, to the place where it was, with what learners had done in it. A
     * lesson whose module was removed too brings the module along; one whose address was taken
     * meanwhile gets another one.
     *
     * @throws Problem NO_SUCH_COURSE, NOTHING_TO_RESTORE
     */
    public void restore(CourseId course, RemovalId id) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        List<RemovedOutlines.Kept> lessons =
                removed.lessons(course, id)
                        .orElseThrow(() -> new Problem(CourseProblem.NOTHING_TO_RESTORE));
        removed.writeModule(id);
        if (!lessons.isEmpty()) {
            makeRoom(course, lessons.get(0).position(), lessons.size());
        }
        for (RemovedOutlines.Kept lesson : lessons) {
            removed.writeLesson(id, lesson.id(), freeSlug(course, lesson.slug()));
        }
        removed.forget(id);
        renumber(course);
        recount(course);
    }

    private void makeRoom(CourseId course, int from, int count) {
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

    /**
     * Moves a lesson to a place in a module of the same course.
     *
     * @param index from 0; more than there are means last
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND
     */
    public void moveLesson(CourseId course, LessonId id, ModuleId module, int index) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        lesson(course, id);
        requireModule(course, module);
        List<UUID> others =
                new ArrayList<>(
                        sql.query(
                                        """
                                        select id from lesson
                                        where tenant_id = :tenant and module_id = :module and id <> :id
                                        order by position, id
                                        """)
                                .set("module", module.value())
                                .set("id", id.value())
                                .list(row -> row.uuid("id")));
        others.add(Math.max(0, Math.min(index, others.size())), id.value());
        for (int i = 0; i < others.size(); i++) {
            sql.update(
                            """
                            update lesson set module_id = :module, position = :position
                            where tenant_id = :tenant and id = :id
                            """)
                    .set("module", module.value())
                    .set("position", i + 1)
                    .set("id", others.get(i))
                    .run();
        }
        renumber(course);
    }

    /** Numbers lessons through the whole course, so that previous and next are one step away. */
    private void renumber(CourseId course) {
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

    private void recount(CourseId course) {
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

    /**
     * Something that was removed.
     *
     * @param lessons how many lessons come back with it
     */
    public record Removal(RemovalId id, Kind kind, String title, int lessons, Instant at) {

        /** What it was. */
        public enum Kind {
            MODULE,
            LESSON
        }
    }
}
