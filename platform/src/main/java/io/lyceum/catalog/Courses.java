package io.lyceum.catalog;

import io.lyceum.catalog.internal.CourseRow;
import io.lyceum.catalog.internal.LessonText;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.SchoolOwnedId;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The current school's courses as their teachers see and change them. */
@UseCase
public class Courses {

    /** Every column that {@link #course} reads, of a table called {@code c}. */
    static final String COLUMNS =
            """
            c.id, c.slug, c.title, c.subtitle, c.description, c.language, c.level, c.category_id,
            c.teacher_name, c.icon, c.tags, c.price_minor, c.currency, c.licence, c.attribution, c.status,
            c.lesson_count, c.minutes, c.created_at, c.updated_at, c.published_at, c.version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentSchool school;
    private final LessonText text;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected Courses() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Courses(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Audit audit,
            CurrentSchool school,
            LessonText text) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.school = school;
        this.text = text;
    }

    /**
     * Lists courses, last changed first.
     *
     * @param search part of the title; blank for all
     */
    public Slice<Course> list(
            Optional<Course.Status> status, String search, Optional<String> cursor, int limit) {
        return list(status, Optional.empty(), search, cursor, limit);
    }

    /**
     * Lists courses of one category, last changed first.
     *
     * @param category empty for all
     * @param search part of the title; blank for all
     */
    public Slice<Course> list(
            Optional<Course.Status> status,
            Optional<CategoryId> category,
            String search,
            Optional<String> cursor,
            int limit) {
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<Course> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                        from course c
                                        where c.tenant_id = :tenant
                                          and (cast(:status as text) is null or c.status = :status)
                                          and (cast(:category as uuid) is null or c.category_id = :category)
                                          and (:search = '' or lower(c.title) like :pattern)
                                          and (cast(:at as timestamptz) is null or (c.updated_at, c.id) < (:at, :after))
                                        order by c.updated_at desc, c.id desc
                                        limit :limit
                                        """)
                        .set("status", status.map(Enum::name).orElse(null))
                        .set("category", category.map(CategoryId::value).orElse(null))
                        .set("search", search.strip())
                        .set("pattern", "%" + search.strip().toLowerCase(Locale.ROOT) + "%")
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Courses::course);
        return Slice.of(rows, limit, last -> Cursor.after(last.updatedAt(), last.id()));
    }

    /** Counts courses by state; a state without courses counts 0. */
    public Map<Course.Status, Long> counts() {
        Map<Course.Status, Long> counts = new EnumMap<>(Course.Status.class);
        for (Course.Status status : Course.Status.values()) {
            counts.put(status, 0L);
        }
        sql.query(
                        """
                        select status, count(*) as courses from course
                        where tenant_id = :tenant
                        group by status
                        """)
                .list(
                        row ->
                                counts.put(
                                        row.constant("status", Course.Status.class),
                                        row.number("courses")));
        return counts;
    }

    static Course course(Row row) {
        return new Course(
                new CourseId(row.uuid("id")),
                row.text("slug"),
                row.text("title"),
                row.text("subtitle"),
                row.text("description"),
                row.text("language"),
                row.constant("level", Course.Level.class),
                row.optionalUuid("category_id").map(CategoryId::new),
                row.text("teacher_name"),
                row.text("icon"),
                CourseRow.tagsOf(row.text("tags")),
                row.number("price_minor"),
                row.text("currency"),
                row.text("licence"),
                row.text("attribution"),
                row.constant("status", Course.Status.class),
                row.integer("lesson_count"),
                row.integer("minutes"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.optionalInstant("published_at"),
                row.number("version"));
    }

    /**
     * Finds a course in any state.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course byId(CourseId id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + "from course c where c.tenant_id = :tenant and c.id = :id")
                .set("id", id.value())
                .first(Courses::course)
                .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_COURSE));
    }

    /**
     * Finds a course in any state by its address.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course bySlug(String slug) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + "from course c where c.tenant_id = :tenant and c.slug = :slug")
                .set("slug", slug)
                .first(Courses::course)
                .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_COURSE));
    }

    private CourseRow row(CourseId id) {
        CourseRow row =
                entities.find(CourseRow.class, new SchoolOwnedId(school.id().value(), id.value()));
        if (row == null) {
            throw new Problem(CourseProblem.NO_SUCH_COURSE);
        }
        return row;
    }

    private CourseRow lock(CourseId id, Optional<Long> expectedVersion) {
        CourseRow row = row(id);
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        if (expectedVersion.isPresent() && expectedVersion.get() != row.version()) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return row;
    }

    /**
     * Begins a course as a draft.
     *
     * @param teacher the person who teaches it
     * @throws Problem SLUG_IN_USE when the address was given and is taken
     */
    public Course create(CourseChange change, Optional<UUID> teacher) {
        requireCategory(change);
        String slug = change.slug().isEmpty() ? freeSlug(change.title()) : change.slug();
        requireFree(slug, Optional.empty());
        CourseRow row =
                new CourseRow(
                        Ids.at(clock.instant()),
                        teacher.orElse(null),
                        change,
                        slug,
                        clock.instant());
        entities.persist(row);
        entities.flush();
        audit.record("course.created", "course", row.id(), Map.of("slug", slug));
        return row.view();
    }

    private String freeSlug(String title) {
        String wanted = Slugs.of(title);
        String slug = wanted;
        for (int n = 2; isTaken(slug, Optional.empty()); n++) {
            slug = wanted + "-" + n;
        }
        return slug;
    }

    private void requireFree(String slug, Optional<CourseId> except) {
        if (isTaken(slug, except)) {
            throw new Problem(CourseProblem.SLUG_IN_USE, slug);
        }
    }

    private boolean isTaken(String slug, Optional<CourseId> except) {
        return sql.query("select id from course where tenant_id = :tenant and slug = :slug")
                .set("slug", slug)
                .first(row -> row.uuid("id"))
                .filter(id -> except.isEmpty() || !except.get().value().equals(id))
                .isPresent();
    }

    private void requireCategory(CourseChange change) {
        change.category().ifPresent(this::category);
    }

    /**
     * Changes what the teacher says about a course.
     *
     * @param expectedVersion the version that the change starts from
     * @throws Problem NO_SUCH_COURSE, STALE_VERSION, SLUG_IN_USE
     */
    public Course change(CourseId id, CourseChange change, Optional<Long> expectedVersion) {
        requireCategory(change);
        CourseRow row = lock(id, expectedVersion);
        String slug = change.slug().isEmpty() ? row.slug() : change.slug();
        requireFree(slug, Optional.of(id));
        row.change(change, slug, clock.instant());
        entities.flush();
        return row.view();
    }

    /** Says what still keeps a course from being published; empty when nothing does. */
    public List<PublishBlocker> blockers(CourseId id) {
        Course course = byId(id);
        List<PublishBlocker> blockers = new ArrayList<>();
        if (course.lessonCount() == 0) {
            blockers.add(PublishBlocker.NO_LESSONS);
        }
        if (course.subtitle().isBlank() && course.description().isBlank()) {
            blockers.add(PublishBlocker.NO_DESCRIPTION);
        }
        boolean emptyLesson =
                sql.query(
                                """
                                select 1 as one from lesson
                                where tenant_id = :tenant and course_id = :course and markdown = ''
                                limit 1
                                """)
                        .set("course", id.value())
                        .first(row -> row.integer("one"))
                        .isPresent();
        if (emptyLesson) {
            blockers.add(PublishBlocker.EMPTY_LESSON);
        }
        return blockers;
    }

    /** Something that keeps a course from being published. */
    public enum PublishBlocker {
        NO_LESSONS,
        NO_DESCRIPTION,
        EMPTY_LESSON
    }

    /**
     * Shows a course to learners.
     *
     * @throws Problem NO_SUCH_COURSE, NOT_READY_TO_PUBLISH
     */
    public Course publish(CourseId id) {
        List<PublishBlocker> blockers = blockers(id);
        if (!blockers.isEmpty()) {
            throw new Problem(
                    CourseProblem.NOT_READY_TO_PUBLISH,
                    blockers.get(0).name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        CourseRow row = lock(id, Optional.empty());
        if (!row.view().published()) {
            row.publish(clock.instant());
            entities.flush();
            audit.record("course.published", "course", id, Map.of("slug", row.slug()));
            outbox.publish(new CoursePublished(id.value()));
        }
        return row.view();
    }

    /**
     * Hides a course from the catalogue; those who are enrolled keep it.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course unpublish(CourseId id) {
        return become(id, Course.Status.DRAFT, "course.unpublished");
    }

    /**
     * Puts a course away.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course archive(CourseId id) {
        return become(id, Course.Status.ARCHIVED, "course.archived");
    }

    private Course become(CourseId id, Course.Status status, String action) {
        CourseRow row = lock(id, Optional.empty());
        row.become(status, clock.instant());
        entities.flush();
        audit.record(action, "course", id, Map.of("slug", row.slug()));
        return row.view();
    }

    /**
     * Deletes a course that nobody is enrolled in.
     *
     * @throws Problem NO_SUCH_COURSE, HAS_LEARNERS
     */
    public void delete(CourseId id) {
        CourseRow row = lock(id, Optional.empty());
        boolean hasLearners =
                sql.query(
                                """
                                select 1 as one from enrolment
                                where tenant_id = :tenant and course_id = :course
                                limit 1
                                """)
                        .set("course", id.value())
                        .first(r -> r.integer("one"))
                        .isPresent();
        if (hasLearners) {
            throw new Problem(CourseProblem.HAS_LEARNERS);
        }
        entities.remove(row);
        entities.flush();
        audit.record("course.deleted", "course", id, Map.of("slug", row.slug()));
    }

    /** Lists the modules of a course with their lessons, both in order. */
    public List<Course.Module> outline(CourseId course) {
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
        CourseRow row = lock(course, Optional.empty());
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
     * Removes a module with its lessons.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public void removeModule(CourseId course, ModuleId module) {
        lock(course, Optional.empty()).touch(clock.instant());
        int removed =
                sql.update(
                                """
                                delete from course_module
                                where tenant_id = :tenant and id = :id and course_id = :course
                                """)
                        .set("id", module.value())
                        .set("course", course.value())
                        .run();
        requireOne(removed);
        recount(course);
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
        lock(course, Optional.empty()).touch(clock.instant());
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
        lock(course, Optional.empty()).touch(clock.instant());
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
                .set("slug", freeLessonSlug(course, change.title()))
                .set("title", change.title())
                .set("markdown", change.markdown())
                .set("html", text.html(course, change.markdown()))
                .set("minutes", change.minutes())
                .set("preview", change.preview())
                .set("now", clock.instant())
                .run();
        renumber(course);
        recount(course);
        return lesson(course, id);
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

    private String freeLessonSlug(CourseId course, String title) {
        List<String> taken =
                sql.query(
                                """
                                select slug from lesson
                                where tenant_id = :tenant and course_id = :course
                                """)
                        .set("course", course.value())
                        .list(row -> row.text("slug"));
        String wanted = Slugs.of(title);
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
                .first(Courses::lesson)
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
        lesson(course, id);
        int changed =
                sql.update(
                                """
                                update lesson
                                set title = :title, markdown = :markdown, html = :html, minutes = :minutes,
                                    preview = :preview, updated_at = :now, version = version + 1
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
        return lesson(course, id);
    }

    /** Renders a course's description. */
    public String description(Course course) {
        return text.html(
                course.id(), Locale.forLanguageTag(course.language()), course.description());
    }

    /** Renders Markdown as the lesson would show it, without saving anything. */
    public String preview(CourseId course, String markdown) {
        row(course);
        return text.html(course, markdown);
    }

    /**
     * Removes a lesson.
     *
     * @throws Problem NO_SUCH_LESSON
     */
    public void removeLesson(CourseId course, LessonId id) {
        lock(course, Optional.empty()).touch(clock.instant());
        int removed =
                sql.update(
                                """
                                delete from lesson
                                where tenant_id = :tenant and id = :id and course_id = :course
                                """)
                        .set("id", id.value())
                        .set("course", course.value())
                        .run();
        if (removed == 0) {
            throw new Problem(CourseProblem.NO_SUCH_LESSON);
        }
        renumber(course);
        recount(course);
    }

    /**
     * Moves a lesson to a place in a module of the same course.
     *
     * @param index from 0; more than there are means last
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND
     */
    public void moveLesson(CourseId course, LessonId id, ModuleId module, int index) {
        lock(course, Optional.empty()).touch(clock.instant());
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

    /** Lists categories in their order with the number of published courses. */
    public List<Course.Category> categories() {
        return sql.query(
                        """
                        select k.id, k.slug, k.name, k.position, count(c.id) as courses
                        from course_category k
                        left join course c
                            on c.tenant_id = k.tenant_id and c.category_id = k.id and c.status = 'PUBLISHED'
                        where k.tenant_id = :tenant
                        group by k.tenant_id, k.id, k.slug, k.name, k.position
                        order by k.position, k.name
                        """)
                .list(
                        row ->
                                new Course.Category(
                                        new CategoryId(row.uuid("id")),
                                        row.text("slug"),
                                        row.text("name"),
                                        row.integer("position"),
                                        row.integer("courses")));
    }

    private Course.Category category(CategoryId id) {
        return categories().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Adds a category at the end; one with the same address is answered as it is. */
    public Course.Category ensureCategory(String slug, String name) {
        new Checks().text(name, "name", 100).done();
        String address = slug == null || slug.isBlank() ? Slugs.of(name) : Slugs.of(slug);
        sql.update(
                        """
                        insert into course_category (tenant_id, id, slug, name, position)
                        values (:tenant, :id, :slug, :name,
                            (select coalesce(max(position), 0) + 1 from course_category where tenant_id = :tenant))
                        on conflict (tenant_id, slug) do nothing
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("slug", address)
                .set("name", name.strip())
                .run();
        return categories().stream()
                .filter(c -> c.slug().equals(address))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Renames a category; its address stays.
     *
     * @throws Problem NOT_FOUND
     */
    public void renameCategory(CategoryId id, String name) {
        new Checks().text(name, "name", 100).done();
        requireOne(
                sql.update(
                                """
                                update course_category set name = :name, version = version + 1
                                where tenant_id = :tenant and id = :id
                                """)
                        .set("name", name.strip())
                        .set("id", id.value())
                        .run());
    }

    /**
     * Removes a category without courses.
     *
     * @throws Problem NOT_FOUND, CATEGORY_IN_USE
     */
    public void removeCategory(CategoryId id) {
        boolean used =
                sql.query(
                                """
                                select 1 as one from course
                                where tenant_id = :tenant and category_id = :id
                                limit 1
                                """)
                        .set("id", id.value())
                        .first(row -> row.integer("one"))
                        .isPresent();
        if (used) {
            throw new Problem(CourseProblem.CATEGORY_IN_USE);
        }
        requireOne(
                sql.update("delete from course_category where tenant_id = :tenant and id = :id")
                        .set("id", id.value())
                        .run());
    }

    /** Lists the files of a course by their path. */
    public List<CourseFile> files(CourseId course) {
        return sql.query(
                        """
                        select f.path, s.id, s.name, s.media_type, s.size_bytes
                        from course_file f
                        join stored_file s on s.tenant_id = f.tenant_id and s.id = f.file_id
                        where f.tenant_id = :tenant and f.course_id = :course
                        order by f.path
                        """)
                .set("course", course.value())
                .list(
                        row ->
                                new CourseFile(
                                        row.uuid("id"),
                                        row.text("path"),
                                        row.text("media_type"),
                                        row.number("size_bytes")));
    }

    /** Puts a stored file under a path of the course; a file that was there is replaced. */
    public void attach(CourseId course, String path, UUID file) {
        row(course);
        sql.update(
                        """
                        insert into course_file (tenant_id, id, course_id, path, file_id)
                        values (:tenant, :id, :course, :path, :file)
                        on conflict (tenant_id, course_id, path) do update set file_id = :file
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("course", course.value())
                .set("path", path)
                .set("file", file)
                .run();
    }

    /** Renders all lessons again, after files or addresses of the course changed. */
    public void renderAgain(CourseId course) {
        sql.query(
                        """
                        select id, markdown from lesson
                        where tenant_id = :tenant and course_id = :course
                        """)
                .set("course", course.value())
                .list(row -> Map.entry(row.uuid("id"), row.text("markdown")))
                .forEach(
                        lesson ->
                                sql.update(
                                                """
                                                update lesson set html = :html
                                                where tenant_id = :tenant and id = :id
                                                """)
                                        .set("html", text.html(course, lesson.getValue()))
                                        .set("id", lesson.getKey())
                                        .run());
    }

    /** A file of a course. */
    public record CourseFile(UUID id, String path, String mediaType, long size) {}
}
