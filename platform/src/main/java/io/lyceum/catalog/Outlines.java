package io.lyceum.catalog;

import io.lyceum.catalog.OutlineChange.Kind;
import io.lyceum.catalog.internal.Arrangement;
import io.lyceum.catalog.internal.CourseRow;
import io.lyceum.catalog.internal.CourseRows;
import io.lyceum.catalog.internal.LessonHistory;
import io.lyceum.catalog.internal.LessonText;
import io.lyceum.catalog.internal.OutlineHistory;
import io.lyceum.catalog.internal.OutlineHistory.Undo;
import io.lyceum.catalog.internal.OutlineHistory.Was;
import io.lyceum.catalog.internal.OutlineRows;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

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
    private final OutlineRows places;
    private final OutlineHistory changes;

    protected Outlines() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    Outlines(
            Sql sql,
            Clock clock,
            CourseRows rows,
            LessonText text,
            RemovedOutlines removed,
            LessonHistory history,
            OutlineRows places,
            OutlineHistory changes) {
        this.sql = sql;
        this.clock = clock;
        this.rows = rows;
        this.text = text;
        this.removed = removed;
        this.history = history;
        this.places = places;
        this.changes = changes;
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
        added(course, Kind.MODULE_ADDED, id.value(), title.strip());
        return id;
    }

    private void added(CourseId course, Kind kind, UUID id, String title) {
        changes.add(course, kind, title, "", 1, List.of(id), Undo.made(List.of(id)));
    }

    /**
     * Renames a module.
     *
     * @return nothing when it was called so already
     * @throws Problem NOT_FOUND, NO_SUCH_COURSE
     */
    public Optional<OutlineChangeId> renameModule(CourseId course, ModuleId module, String title) {
        new Checks().text(title, "title", 200).done();
        rows.lock(course, Optional.empty()).touch(clock.instant());
        String before = requireModule(course, module);
        String after = title.strip();
        if (before.equals(after)) {
            return Optional.empty();
        }
        nameModule(module, after);
        return Optional.of(
                changes.add(
                        course,
                        Kind.MODULE_RENAMED,
                        after,
                        "",
                        1,
                        List.of(module.value()),
                        Undo.name(before, after)));
    }

    private void nameModule(ModuleId module, String title) {
        sql.update(
                        """
                        update course_module
                        set title = :title, version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("title", title)
                .set("id", module.value())
                .run();
    }

    /**
     * Renames a lesson; its address stays.
     *
     * @return nothing when it was called so already
     * @throws Problem NO_SUCH_LESSON
     */
    public Optional<OutlineChangeId> renameLesson(CourseId course, LessonId id, String title) {
        new Checks().text(title, "title", 200).done();
        rows.lock(course, Optional.empty()).touch(clock.instant());
        Course.Lesson lesson = lesson(course, id);
        String after = title.strip();
        if (lesson.title().equals(after)) {
            return Optional.empty();
        }
        nameLesson(lesson, after);
        return Optional.of(
                changes.add(
                        course,
                        Kind.LESSON_RENAMED,
                        after,
                        "",
                        1,
                        List.of(id.value()),
                        Undo.name(lesson.title(), after)));
    }

    private void nameLesson(Course.Lesson lesson, String title) {
        history.before(lesson);
        sql.update(
                        """
                        update lesson set title = :title, version = version + 1, updated_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("title", title)
                .set("now", clock.instant())
                .set("id", lesson.id().value())
                .run();
        history.after(lesson(lesson.course(), lesson.id()));
    }

    /**
     * Removes a module with its lessons; {@link #restore} brings them back.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public RemovalId removeModule(CourseId course, ModuleId module) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        String title = requireModule(course, module);
        List<UUID> lessons = places.arrangement(course).lessons(module.value());
        RemovalId removal = takeModule(course, module);
        List<UUID> things = new ArrayList<>(lessons);
        things.add(module.value());
        removedNow(course, Kind.MODULE_REMOVED, title, 1, things, List.of(removal));
        return removal;
    }

    private OutlineChangeId removedNow(
            CourseId course,
            Kind kind,
            String title,
            int amount,
            List<UUID> things,
            List<RemovalId> removals) {
        List<UUID> kept = removals.stream().map(RemovalId::value).toList();
        List<UUID> touched = new ArrayList<>(things);
        touched.addAll(kept);
        return changes.add(course, kind, title, "", amount, touched, Undo.removal(kept));
    }

    private RemovalId takeModule(CourseId course, ModuleId module) {
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
        places.renumber(course);
        places.recount(course);
        return removal;
    }

    /**
     * Puts the modules of a course in an order.
     *
     * @param order all modules of the course, each once
     * @throws Problem INVALID_INPUT when it is another set of modules
     */
    public void orderModules(CourseId course, List<ModuleId> order) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        Arrangement arrangement = places.arrangement(course);
        List<UUID> existing = arrangement.modules();
        List<UUID> wanted = order.stream().map(ModuleId::value).toList();
        requireSame(existing, wanted);
        if (existing.equals(wanted)) {
            return;
        }
        List<Was> was =
                existing.stream().map(id -> new Was(id, id, arrangement.before(id))).toList();
        arrangement.order(wanted);
        places.write(course, arrangement);
        changes.add(
                course,
                Kind.MODULE_MOVED,
                requireModule(course, order.get(0)),
                "",
                order.size(),
                wanted,
                Undo.move(was));
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
        return addLesson(course, module, change, Integer.MAX_VALUE);
    }

    /**
     * Adds a lesson at a place in a module.
     *
     * @param index from 0; more than there are means last
     * @throws Problem NOT_FOUND
     */
    public Course.Lesson addLesson(
            CourseId course, ModuleId module, LessonChange change, int index) {
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
                .set("slug", places.freeSlugs(course, List.of(Slugs.of(change.title()))).get(0))
                .set("title", change.title())
                .set("markdown", change.markdown())
                .set("html", text.html(course, change.markdown()))
                .set("minutes", change.minutes())
                .set("preview", change.preview())
                .set("now", clock.instant())
                .run();
        Arrangement arrangement = places.arrangement(course);
        arrangement.move(List.of(id.value()), module.value(), index);
        places.write(course, arrangement);
        places.recount(course);
        Course.Lesson added = lesson(course, id);
        history.after(added);
        added(course, Kind.LESSON_ADDED, id.value(), added.title());
        return added;
    }

    private String requireModule(CourseId course, ModuleId module) {
        return places.moduleTitle(course, module.value())
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
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

    /** Tells whether a course has a lesson now. */
    public boolean has(CourseId course, LessonId id) {
        return sql.query(
                        """
                        select 1 as one from lesson
                        where tenant_id = :tenant and id = :id and course_id = :course
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .first(row -> true)
                .orElse(false);
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
        places.recount(course);
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
        String title = lesson(course, id).title();
        RemovalId removal = take(course, List.of(id.value())).get(0);
        removedNow(course, Kind.LESSONS_REMOVED, title, 1, List.of(id.value()), List.of(removal));
        return removal;
    }

    /**
     * Removes lessons together; each can be brought back by itself with {@link #restore}, all with
     * {@link #undo}.
     *
     * @throws Problem NO_SUCH_LESSON and nothing is removed, when one is not there
     */
    public OutlineChangeId removeLessons(CourseId course, List<LessonId> ids) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        List<OutlineRows.Line> lessons = require(course, ids);
        List<UUID> things = lessons.stream().map(OutlineRows.Line::id).toList();
        return removedNow(
                course,
                Kind.LESSONS_REMOVED,
                lessons.get(0).title(),
                things.size(),
                things,
                take(course, things));
    }

    private List<RemovalId> take(CourseId course, List<UUID> lessons) {
        List<RemovalId> removals = removed.keep(course, lessons);
        sql.update(
                        """
                        delete from lesson
                        where tenant_id = :tenant and course_id = :course and id = any(:lessons)
                        """)
                .set("lessons", lessons.toArray(UUID[]::new))
                .set("course", course.value())
                .run();
        places.renumber(course);
        places.recount(course);
        return removals;
    }

    /** Finds lessons in the order of the course. */
    private List<OutlineRows.Line> require(CourseId course, List<LessonId> ids) {
        List<UUID> wanted = ids.stream().map(LessonId::value).distinct().toList();
        new Checks().that(!wanted.isEmpty(), "lesson", "Choose at least one lesson.").done();
        List<OutlineRows.Line> lessons = places.lessons(course, wanted);
        if (lessons.size() != wanted.size()) {
            throw new Problem(CourseProblem.NO_SUCH_LESSON);
        }
        return lessons;
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
        if (!bringBack(course, id)) {
            throw new Problem(CourseProblem.NOTHING_TO_RESTORE);
        }
        changes.cameBack(course, id);
    }

    private boolean bringBack(CourseId course, RemovalId id) {
        Optional<List<RemovedOutlines.Kept>> kept = removed.lessons(course, id);
        if (kept.isEmpty()) {
            return false;
        }
        List<RemovedOutlines.Kept> lessons = kept.get();
        removed.writeModule(id);
        if (!lessons.isEmpty()) {
            places.makeRoom(course, lessons.get(0).position(), lessons.size());
        }
        List<String> slugs =
                places.freeSlugs(course, lessons.stream().map(RemovedOutlines.Kept::slug).toList());
        for (int i = 0; i < lessons.size(); i++) {
            removed.writeLesson(id, lessons.get(i).id(), slugs.get(i));
        }
        removed.forget(id);
        places.renumber(course);
        places.recount(course);
        return true;
    }

    /**
     * Moves a lesson to a place in a module of the same course.
     *
     * @param index from 0; more than there are means last
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND
     */
    public void moveLesson(CourseId course, LessonId id, ModuleId module, int index) {
        moveLessons(course, List.of(id), module, index, Optional.empty());
    }

    /**
     * Moves lessons together to a place in a module of the same course; in it they keep their
     * order.
     *
     * @param index among the module's other lessons, from 0; more than there are means last
     * @param seen {@link #mark} of the outline that was looked at; nothing to go ahead in any case
     * @return nothing when all is there already
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND, OUTLINE_CHANGED
     */
    public Optional<OutlineChangeId> moveLessons(
            CourseId course,
            List<LessonId> ids,
            ModuleId module,
            int index,
            Optional<String> seen) {
        CourseRow row = rows.lock(course, Optional.empty());
        List<OutlineRows.Line> lessons = require(course, ids);
        String place = requireModule(course, module);
        List<UUID> things = lessons.stream().map(OutlineRows.Line::id).toList();
        Arrangement arrangement = places.arrangement(course);
        String before = arrangement.mark();
        List<Was> was =
                things.stream()
                        .map(
                                id ->
                                        new Was(
                                                id,
                                                arrangement.moduleOf(id).orElseThrow(),
                                                arrangement.before(id)))
                        .toList();
        arrangement.move(things, module.value(), index);
        if (isAsSeen(before, arrangement, seen)) {
            return Optional.empty();
        }
        places.write(course, arrangement);
        row.touch(clock.instant());
        boolean inside = was.stream().allMatch(w -> w.module().equals(module.value()));
        return Optional.of(
                changes.add(
                        course,
                        Kind.LESSONS_MOVED,
                        lessons.get(0).title(),
                        inside ? "" : place,
                        things.size(),
                        things,
                        Undo.move(was)));
    }

    /**
     * Says whether nothing is left to do, so that the same said twice is one; others must be up to
     * date.
     */
    private static boolean isAsSeen(String before, Arrangement after, Optional<String> seen) {
        if (after.mark().equals(before)) {
            return true;
        }
        if (seen.isPresent() && !seen.get().equals(before)) {
            throw new Problem(CourseProblem.OUTLINE_CHANGED);
        }
        return false;
    }

    /**
     * Moves a module with its lessons to a place in the course.
     *
     * @param index among the other modules, from 0; more than there are means last
     * @param seen {@link #mark} of the outline that was looked at; nothing to go ahead in any case
     * @return nothing when it is there already
     * @throws Problem NOT_FOUND, NO_SUCH_COURSE, OUTLINE_CHANGED
     */
    public Optional<OutlineChangeId> moveModule(
            CourseId course, ModuleId module, int index, Optional<String> seen) {
        CourseRow row = rows.lock(course, Optional.empty());
        String title = requireModule(course, module);
        UUID id = module.value();
        Arrangement arrangement = places.arrangement(course);
        String before = arrangement.mark();
        List<Was> was = List.of(new Was(id, id, arrangement.before(id)));
        arrangement.moveModule(id, index);
        if (isAsSeen(before, arrangement, seen)) {
            return Optional.empty();
        }
        places.write(course, arrangement);
        row.touch(clock.instant());
        return Optional.of(
                changes.add(course, Kind.MODULE_MOVED, title, "", 1, List.of(id), Undo.move(was)));
    }

    /** Says how an outline is arranged, in short text that is another one for another order. */
    public static String mark(List<Course.Module> outline) {
        return Arrangement.of(outline).mark();
    }

    /**
     * Lets visitors read lessons, or stops that.
     *
     * @return nothing when they all are so already
     * @throws Problem NO_SUCH_LESSON
     */
    public Optional<OutlineChangeId> setPreview(
            CourseId course, List<LessonId> ids, boolean preview) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        List<OutlineRows.Line> others =
                require(course, ids).stream().filter(l -> l.preview() != preview).toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<UUID> things = others.stream().map(OutlineRows.Line::id).toList();
        open(things, preview);
        return Optional.of(
                changes.add(
                        course,
                        preview ? Kind.LESSONS_OPENED : Kind.LESSONS_CLOSED,
                        others.get(0).title(),
                        "",
                        things.size(),
                        things,
                        Undo.nothing()));
    }

    private void open(List<UUID> lessons, boolean preview) {
        history.after(lessons);
        sql.update(
                        """
                        update lesson set preview = :preview, version = version + 1, updated_at = :now
                        where tenant_id = :tenant and id = any(:lessons)
                        """)
                .set("preview", preview)
                .set("now", clock.instant())
                .set("lessons", lessons.toArray(UUID[]::new))
                .run();
        history.after(lessons);
    }

    /**
     * Copies lessons with their text and settings, each behind its original. What else lies in them
     * does not come along.
     *
     * @param title makes the title of a copy from that of the original
     * @throws Problem NO_SUCH_LESSON
     */
    public Copies copyLessons(CourseId course, List<LessonId> ids, UnaryOperator<String> title) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        List<OutlineRows.Line> lessons = require(course, ids);
        Arrangement arrangement = places.arrangement(course);
        Map<LessonId, LessonId> copies = new LinkedHashMap<>();
        List<UUID> modules = lessons.stream().map(OutlineRows.Line::module).toList();
        List<UUID> made = copy(course, lessons, modules, title, copies);
        for (int i = 0; i < made.size(); i++) {
            arrangement.putAfter(made.get(i), modules.get(i), Optional.of(lessons.get(i).id()));
        }
        places.write(course, arrangement);
        OutlineChangeId change =
                changes.add(
                        course,
                        Kind.LESSONS_COPIED,
                        lessons.get(0).title(),
                        "",
                        made.size(),
                        made,
                        Undo.made(made));
        return new Copies(change, Optional.empty(), copies);
    }

    private List<UUID> copy(
            CourseId course,
            List<OutlineRows.Line> lessons,
            List<UUID> modules,
            UnaryOperator<String> title,
            Map<LessonId, LessonId> copies) {
        Instant now = clock.instant();
        List<UUID> made = lessons.stream().map(lesson -> Ids.at(now)).toList();
        List<String> titles = lessons.stream().map(l -> copyTitle(l.title(), title)).toList();
        List<String> slugs = places.freeSlugs(course, titles.stream().map(Slugs::of).toList());
        places.copyLessons(course, lessons, made, modules, slugs, titles, now);
        places.recount(course);
        history.after(made);
        for (int i = 0; i < made.size(); i++) {
            copies.put(new LessonId(lessons.get(i).id()), new LessonId(made.get(i)));
        }
        return made;
    }

    private static String copyTitle(String title, UnaryOperator<String> name) {
        String wanted = name.apply(title);
        return wanted.length() > 200 ? title : wanted;
    }

    /**
     * Copies a module with its lessons, their text and settings, behind the original. What else
     * lies in the lessons does not come along.
     *
     * @param title makes the title of the copy from that of the original; lessons keep theirs
     * @throws Problem NOT_FOUND, NO_SUCH_COURSE
     */
    public Copies copyModule(CourseId course, ModuleId module, UnaryOperator<String> title) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        String original = requireModule(course, module);
        Arrangement arrangement = places.arrangement(course);
        ModuleId copy = new ModuleId(Ids.at(clock.instant()));
        sql.update(
                        """
                        insert into course_module (tenant_id, id, course_id, title, position)
                        values (:tenant, :id, :course, :title, 1000000)
                        """)
                .set("id", copy.value())
                .set("course", course.value())
                .set("title", copyTitle(original, title))
                .run();
        Map<LessonId, LessonId> copies = new LinkedHashMap<>();
        List<OutlineRows.Line> lessons =
                places.lessons(course, arrangement.lessons(module.value()));
        List<UUID> made =
                copy(
                        course,
                        lessons,
                        lessons.stream().map(l -> copy.value()).toList(),
                        l -> l,
                        copies);
        Arrangement after = places.arrangement(course);
        after.moveModule(copy.value(), arrangement.modules().indexOf(module.value()) + 1);
        after.move(made, copy.value(), 0);
        places.write(course, after);
        List<UUID> things = new ArrayList<>(made);
        things.add(copy.value());
        OutlineChangeId change =
                changes.add(course, Kind.MODULE_COPIED, original, "", 1, things, Undo.made(things));
        return new Copies(change, Optional.of(copy), copies);
    }

    /**
     * What was copied.
     *
     * @param module the new module, where one was copied
     * @param lessons the copies by their originals, in order
     */
    public record Copies(
            OutlineChangeId change, Optional<ModuleId> module, Map<LessonId, LessonId> lessons) {}

    /** Lists what was done to a course's outline, the last first; the oldest are forgotten. */
    public List<OutlineChange> changes(CourseId course) {
        return changes.list(course);
    }

    /**
     * Undoes a change, all of it or nothing.
     *
     * @throws Problem NO_SUCH_COURSE, NOTHING_TO_UNDO, CHANGED_SINCE
     */
    public void undo(CourseId course, OutlineChangeId id) {
        rows.lock(course, Optional.empty()).touch(clock.instant());
        OutlineHistory.Done done =
                changes.find(course, id)
                        .orElseThrow(() -> new Problem(CourseProblem.NOTHING_TO_UNDO));
        requireSince(!changes.touchedSince(course, id));
        switch (done.kind()) {
            case LESSONS_MOVED -> moveBack(course, done.undo().was());
            case MODULE_MOVED -> moveModulesBack(course, done.undo().was());
            case LESSON_RENAMED -> {
                OutlineRows.Line line = one(course, done.things().get(0));
                requireSince(line.title().equals(done.undo().after()));
                nameLesson(lesson(course, new LessonId(line.id())), done.undo().before());
            }
            case MODULE_RENAMED -> {
                UUID module = done.things().get(0);
                requireSince(
                        places.moduleTitle(course, module)
                                .filter(done.undo().after()::equals)
                                .isPresent());
                nameModule(new ModuleId(module), done.undo().before());
            }
            case LESSON_ADDED, LESSONS_COPIED, MODULE_ADDED, MODULE_COPIED ->
                    takeBack(course, done.undo().made());
            case LESSONS_REMOVED, MODULE_REMOVED -> {
                long back =
                        done.undo().removals().stream()
                                .filter(removal -> bringBack(course, new RemovalId(removal)))
                                .count();
                if (back == 0) {
                    throw new Problem(CourseProblem.NOTHING_TO_UNDO);
                }
            }
            case LESSONS_OPENED -> openAgain(course, done.things(), true);
            case LESSONS_CLOSED -> openAgain(course, done.things(), false);
        }
        changes.undone(id);
    }

    private static void requireSince(boolean asItWasLeft) {
        if (!asItWasLeft) {
            throw new Problem(CourseProblem.CHANGED_SINCE);
        }
    }

    private OutlineRows.Line one(CourseId course, UUID lesson) {
        List<OutlineRows.Line> found = places.lessons(course, List.of(lesson));
        requireSince(!found.isEmpty());
        return found.get(0);
    }

    private void moveBack(CourseId course, List<Was> was) {
        Arrangement arrangement = places.arrangement(course);
        requireSince(
                was.stream()
                        .allMatch(
                                w ->
                                        arrangement.has(w.module())
                                                && arrangement.moduleOf(w.thing()).isPresent()));
        for (Was one : was) {
            arrangement.putAfter(one.thing(), one.module(), one.after());
        }
        places.write(course, arrangement);
    }

    private void moveModulesBack(CourseId course, List<Was> was) {
        Arrangement arrangement = places.arrangement(course);
        requireSince(was.stream().allMatch(w -> arrangement.has(w.thing())));
        for (Was one : was) {
            List<UUID> others = new ArrayList<>(arrangement.modules());
            others.remove(one.thing());
            arrangement.moveModule(one.thing(), one.after().map(others::indexOf).orElse(-1) + 1);
        }
        places.write(course, arrangement);
    }

    /** What was made goes again, unless somebody has worked on it since. */
    private void takeBack(CourseId course, List<UUID> made) {
        Arrangement arrangement = places.arrangement(course);
        Set<UUID> ours = Set.copyOf(made);
        List<UUID> modules = made.stream().filter(arrangement::has).toList();
        requireSince(modules.stream().allMatch(m -> ours.containsAll(arrangement.lessons(m))));
        List<UUID> lessons = made.stream().filter(id -> !modules.contains(id)).toList();
        List<OutlineRows.Line> there = places.lessons(course, lessons);
        requireSince(
                there.size() == lessons.size()
                        && there.stream().allMatch(line -> line.version() == 0)
                        && !history.isDrafted(lessons));
        List<UUID> alone =
                there.stream()
                        .filter(line -> !modules.contains(line.module()))
                        .map(OutlineRows.Line::id)
                        .toList();
        if (!alone.isEmpty()) {
            take(course, alone);
        }
        modules.forEach(module -> takeModule(course, new ModuleId(module)));
    }

    private void openAgain(CourseId course, List<UUID> lessons, boolean now) {
        List<OutlineRows.Line> there = places.lessons(course, lessons);
        requireSince(
                there.size() == lessons.size()
                        && there.stream().allMatch(line -> line.preview() == now));
        open(lessons, !now);
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
