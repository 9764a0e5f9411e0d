package io.lyceum.catalog;

import io.lyceum.catalog.internal.CourseRow;
import io.lyceum.catalog.internal.CourseRows;
import io.lyceum.catalog.internal.LessonText;
import io.lyceum.catalog.internal.OutlineRows;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The current school's courses as their teachers see and change them; what they consist of is in
 * {@link Outlines}.
 */
@UseCase
public class Courses {

    /** Every column that {@link #course} reads, of a table called {@code c}. */
    static final String COLUMNS =
            """
            c.id, c.slug, c.title, c.subtitle, c.description, c.language, c.level, c.category_id,
            c.teacher_name, c.icon, c.tags, c.price_minor, c.currency, c.licence, c.attribution, c.status,
            c.lesson_count, c.minutes, c.created_at, c.updated_at, c.published_at, c.publish_at, c.version
            """;

    /** Where work waits for courses that go live by themselves. */
    public static final String PUBLISH_LANE = "catalog.publish";

    private static final Duration LONGEST_WAIT = Duration.ofDays(5 * 366);

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final LessonText text;
    private final CourseRows rows;
    private final Categories categories;
    private final Quotas quotas;
    private final DueSchools dueSchools;
    private final OutlineRows outlineRows;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected Courses() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Courses(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Audit audit,
            LessonText text,
            CourseRows rows,
            Categories categories,
            Quotas quotas,
            DueSchools dueSchools,
            OutlineRows outlineRows) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.text = text;
        this.rows = rows;
        this.categories = categories;
        this.quotas = quotas;
        this.dueSchools = dueSchools;
        this.outlineRows = outlineRows;
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
                row.optionalInstant("publish_at"),
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
        quotas.require(Quota.COURSES);
        audit.record("course.created", "course", row.id(), Map.of("slug", slug));
        return row.view();
    }

    /**
     * Copies a course as a draft: what is said about it, modules, lessons with their text and
     * settings, files. What else lies in the lessons does not come along.
     *
     * @param title of the copy; a longer one than courses can have is left out
     * @param teacher the person who teaches it
     * @throws Problem NO_SUCH_COURSE, PLAN_LIMIT_REACHED
     */
    public Copy copy(CourseId id, String title, Optional<UUID> teacher) {
        Course original = byId(id);
        Course copy =
                create(
                        new CourseChange(
                                title.length() > 200 ? original.title() : title,
                                "",
                                original.subtitle(),
                                original.description(),
                                original.language(),
                                original.level(),
                                original.category(),
                                original.teacherName(),
                                original.icon(),
                                original.tags(),
                                original.priceMinor(),
                                original.currency(),
                                original.licence(),
                                original.attribution()),
                        teacher);
        sql.update(
                        """
                        insert into course_file (tenant_id, id, course_id, path, file_id)
                        select :tenant, gen_random_uuid(), :copy, path, file_id
                        from course_file
                        where tenant_id = :tenant and course_id = :course
                        """)
                .set("course", id.value())
                .set("copy", copy.id().value())
                .run();
        Map<LessonId, LessonId> lessons = new LinkedHashMap<>();
        outlineRows
                .copyInto(id, copy.id(), clock.instant())
                .forEach((from, to) -> lessons.put(new LessonId(from), new LessonId(to)));
        renderAgain(copy.id());
        return new Copy(byId(copy.id()), lessons);
    }

    /**
     * A course that was copied.
     *
     * @param lessons the copies by their originals, in order
     */
    public record Copy(Course course, Map<LessonId, LessonId> lessons) {}

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
        change.category().ifPresent(categories::require);
    }

    /**
     * Changes what the teacher says about a course.
     *
     * @param expectedVersion the version that the change starts from
     * @throws Problem NO_SUCH_COURSE, STALE_VERSION, SLUG_IN_USE
     */
    public Course change(CourseId id, CourseChange change, Optional<Long> expectedVersion) {
        requireCategory(change);
        CourseRow row = rows.lock(id, expectedVersion);
        String slug = change.slug().isEmpty() ? row.slug() : change.slug();
        requireFree(slug, Optional.of(id));
        row.change(change, slug, clock.instant());
        entities.flush();
        return row.view();
    }

    /** What is looked at before a course is published, in the order of work. */
    public List<Check> checklist(CourseId id) {
        Course course = byId(id);
        Optional<UUID> empty =
                sql.query(
                                """
                                select id from lesson
                                where tenant_id = :tenant and course_id = :course and markdown = ''
                                order by position, id
                                limit 1
                                """)
                        .set("course", id.value())
                        .first(row -> row.uuid("id"));
        boolean preview =
                sql.query(
                                """
                                select id from lesson
                                where tenant_id = :tenant and course_id = :course and preview
                                limit 1
                                """)
                        .set("course", id.value())
                        .first(row -> row.uuid("id"))
                        .isPresent();
        boolean described = !course.subtitle().isBlank() || !course.description().isBlank();
        return List.of(
                Check.needed(CheckItem.LESSONS, course.lessonCount() > 0),
                Check.needed(CheckItem.TEXTS, empty.isEmpty()).about(empty),
                Check.needed(CheckItem.WORDS, described),
                Check.advised(CheckItem.SUBTITLE, !course.subtitle().isBlank()),
                Check.advised(CheckItem.DESCRIPTION, !course.description().isBlank()),
                Check.advised(CheckItem.CATEGORY, course.category().isPresent()),
                Check.advised(CheckItem.LEVEL, course.level() != Course.Level.ALL),
                Check.advised(CheckItem.PICTURE, !course.icon().equals(CourseChange.USUAL_ICON)),
                Check.advised(CheckItem.PRICE, !course.free()),
                Check.advised(CheckItem.PREVIEW, preview || course.free()));
    }

    /** Something that is looked at before a course is published. */
    public enum CheckItem {
        LESSONS,
        TEXTS,
        WORDS,
        SUBTITLE,
        DESCRIPTION,
        CATEGORY,
        LEVEL,
        PICTURE,
        PRICE,
        PREVIEW
    }

    /** How it stands. */
    public enum CheckState {
        DONE,
        BLOCKS,
        ADVISED
    }

    /**
     * One line of the checklist.
     *
     * @param lesson that it is about, where it is about one
     */
    public record Check(CheckItem item, CheckState state, Optional<LessonId> lesson) {

        static Check needed(CheckItem item, boolean done) {
            return new Check(item, done ? CheckState.DONE : CheckState.BLOCKS, Optional.empty());
        }

        static Check advised(CheckItem item, boolean done) {
            return new Check(item, done ? CheckState.DONE : CheckState.ADVISED, Optional.empty());
        }

        Check about(Optional<UUID> lesson) {
            return new Check(item, state, lesson.map(LessonId::new));
        }

        public boolean blocks() {
            return state == CheckState.BLOCKS;
        }
    }

    /**
     * Shows a course to learners.
     *
     * @throws Problem NO_SUCH_COURSE, NOT_READY_TO_PUBLISH
     */
    public Course publish(CourseId id) {
        Optional<Check> blocker = checklist(id).stream().filter(Check::blocks).findFirst();
        if (blocker.isPresent()) {
            throw new Problem(CourseProblem.NOT_READY_TO_PUBLISH, reason(blocker.get().item()));
        }
        return goLive(rows.lock(id, Optional.empty()));
    }

    private static String reason(CheckItem item) {
        return switch (item) {
            case LESSONS -> "no lessons";
            case TEXTS -> "empty lesson";
            case WORDS, SUBTITLE, DESCRIPTION, CATEGORY, LEVEL, PICTURE, PRICE, PREVIEW ->
                    "no description";
        };
    }

    private Course goLive(CourseRow row) {
        if (!row.view().published()) {
            row.publish(clock.instant());
            entities.flush();
            CourseId id = row.view().id();
            audit.record("course.published", "course", id, Map.of("slug", row.slug()));
            outbox.publish(new CoursePublished(id.value()));
        }
        return row.view();
    }

    /**
     * Lets a course go live by itself. What is not ready then waits until it is.
     *
     * @param moment in the future, five years from now at most
     * @throws Problem NO_SUCH_COURSE, PUBLISHED_ALREADY, INVALID_INPUT
     */
    public Course schedule(CourseId id, Instant moment) {
        Instant now = clock.instant();
        new Checks()
                .that(moment.isAfter(now), "at", "Choose a time that is still to come.")
                .that(
                        moment.isBefore(now.plus(LONGEST_WAIT)),
                        "at",
                        "Choose a time within five years.")
                .done();
        CourseRow row = rows.lock(id, Optional.empty());
        if (row.view().published()) {
            throw new Problem(CourseProblem.PUBLISHED_ALREADY);
        }
        row.become(Course.Status.DRAFT, now);
        row.publishAt(moment, now);
        entities.flush();
        audit.record(
                "course.scheduled",
                "course",
                id,
                Map.of("slug", row.slug(), "at", moment.toString()));
        dueSchools.signal(PUBLISH_LANE, moment);
        return row.view();
    }

    /**
     * Lets a course stay a draft until somebody publishes it.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course unschedule(CourseId id) {
        CourseRow row = rows.lock(id, Optional.empty());
        if (row.view().publishAt().isPresent()) {
            row.publishAt(null, clock.instant());
            entities.flush();
            audit.record("course.unscheduled", "course", id, Map.of("slug", row.slug()));
        }
        return row.view();
    }

    /** Lists drafts that should be live by now, the longest overdue first. */
    public List<CourseId> due() {
        return sql.query(
                        """
                        select id from course
                        where tenant_id = :tenant and publish_at <= :now and status = 'DRAFT'
                        order by publish_at, id
                        """)
                .set("now", clock.instant())
                .list(row -> new CourseId(row.uuid("id")));
    }

    /** Publishes a draft whose time has come, unless something keeps it from that. */
    public void publishWhenDue(CourseId id) {
        CourseRow row = rows.lock(id, Optional.empty());
        if (row.isDue(clock.instant()) && checklist(id).stream().noneMatch(Check::blocks)) {
            goLive(row);
        }
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
        CourseRow row = rows.lock(id, Optional.empty());
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
        CourseRow row = rows.lock(id, Optional.empty());
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

    /** Renders a course's description. */
    public String description(Course course) {
        return text.html(
                course.id(), Locale.forLanguageTag(course.language()), course.description());
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
        rows.require(course);
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
