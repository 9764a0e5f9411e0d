package io.lyceum.catalog;

import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The current school's published courses as visitors and learners find them. */
@UseCase
public class Catalogue {

    private static final int LONGEST_QUERY = 200;

    private static final String CARD =
            """
            c.id, c.slug, c.title, c.subtitle, c.language, c.level, c.teacher_name, c.icon, c.price_minor,
            c.currency, c.lesson_count, c.minutes, c.published_at, k.slug as category_slug, k.name as category_name
            """;

    private final Sql sql;

    protected Catalogue() {
        this(null);
    }

    @Inject
    Catalogue(Sql sql) {
        this.sql = sql;
    }

    /** Orders of the catalogue. */
    public enum Sort {
        NEWEST,
        TITLE
    }

    /**
     * What somebody wants to see; empty means all.
     *
     * @param category address of a category
     * @param free true for free courses, false for paid ones
     */
    public record Filter(
            Optional<String> category,
            Optional<Course.Level> level,
            Optional<Boolean> free,
            Optional<String> language) {

        /** No wish at all. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public boolean isEmpty() {
            return category.isEmpty() && level.isEmpty() && free.isEmpty() && language.isEmpty();
        }
    }

    /**
     * Lists published courses.
     *
     * @param cursor of a page of the same filter and order
     * @param limit courses a page
     */
    public Slice<Card> browse(Filter filter, Sort sort, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        String keyset =
                switch (sort) {
                    case NEWEST ->
                            """
                              and (cast(:at as timestamptz) is null or (c.published_at, c.id) < (:at, :after))
                            order by c.published_at desc, c.id desc
                            """;
                    case TITLE ->
                            """
                              and (cast(:at as text) is null or (lower(c.title), c.id) > (:at, :after))
                            order by lower(c.title), c.id
                            """;
                };
        List<Card> rows =
                sql.query(
                                "select "
                                        + CARD
                                        + """
                                        from course c
                                        left join course_category k on k.tenant_id = c.tenant_id and k.id = c.category_id
                                        where c.tenant_id = :tenant
                                          and c.status = 'PUBLISHED'
                                          and (cast(:category as text) is null or k.slug = :category)
                                          and (cast(:level as text) is null or c.level in (:level, 'ALL'))
                                          and (cast(:free as boolean) is null or (c.price_minor = 0) = :free)
                                          and (cast(:language as text) is null or c.language = :language)
                                        """
                                        + keyset
                                        + "limit :limit")
                        .set("category", filter.category().orElse(null))
                        .set("level", filter.level().map(Enum::name).orElse(null))
                        .set("free", filter.free().orElse(null))
                        .set("language", filter.language().orElse(null))
                        .set(
                                "at",
                                after.map(
                                                c ->
                                                        sort == Sort.NEWEST
                                                                ? c.instant(0)
                                                                : (Object) c.values().get(0))
                                        .orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Catalogue::card);
        return Slice.of(
                rows,
                limit,
                last ->
                        sort == Sort.NEWEST
                                ? Cursor.after(last.publishedAt(), last.id())
                                : Cursor.after(last.title().toLowerCase(Locale.ROOT), last.id()));
    }

    /** Counts published courses up to a limit; one more than the limit means "more". */
    public int count(Filter filter, int limit) {
        return sql.query(
                        """
                        select count(*) as courses
                        from (
                            select 1
                            from course c
                            left join course_category k on k.tenant_id = c.tenant_id and k.id = c.category_id
                            where c.tenant_id = :tenant
                              and c.status = 'PUBLISHED'
                              and (cast(:category as text) is null or k.slug = :category)
                              and (cast(:level as text) is null or c.level in (:level, 'ALL'))
                              and (cast(:free as boolean) is null or (c.price_minor = 0) = :free)
                              and (cast(:language as text) is null or c.language = :language)
                            limit :limit) t
                        """)
                .set("category", filter.category().orElse(null))
                .set("level", filter.level().map(Enum::name).orElse(null))
                .set("free", filter.free().orElse(null))
                .set("language", filter.language().orElse(null))
                .set("limit", limit + 1)
                .first(row -> row.integer("courses"))
                .orElse(0);
    }

    private static Card card(Row row) {
        return new Card(
                new CourseId(row.uuid("id")),
                row.text("slug"),
                row.text("title"),
                row.text("subtitle"),
                row.text("language"),
                row.constant("level", Course.Level.class),
                row.text("teacher_name"),
                row.text("icon"),
                row.number("price_minor"),
                row.text("currency"),
                row.integer("lesson_count"),
                row.integer("minutes"),
                row.instant("published_at"),
                row.optionalText("category_slug"),
                row.optionalText("category_name"));
    }

    /**
     * Searches titles, subtitles, tags, teachers and descriptions. When nothing matches, titles
     * that are close to what was typed are answered instead.
     *
     * @param query what somebody typed; the last word matches as a beginning
     */
    public Found search(String query, Optional<String> cursor, int limit) {
        String words = query.strip();
        if (words.length() > LONGEST_QUERY) {
            words = words.substring(0, LONGEST_QUERY);
        }
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        List<Hit> hits =
                sql.query(
                                """
                                select id, rank
                                from search_courses(:tenant, :query, :limit, cast(:rank as real), cast(:after as uuid))
                                """)
                        .set("query", words)
                        .set("limit", limit + 1)
                        .set("rank", after.map(Catalogue::rank).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .list(Catalogue::hit);
        boolean alike = hits.isEmpty() && after.isEmpty() && !words.isEmpty();
        if (alike) {
            hits =
                    sql.query("select id, rank from search_courses_alike(:tenant, :query, :limit)")
                            .set("query", words)
                            .set("limit", limit)
                            .list(Catalogue::hit);
        }
        Slice<Hit> page = Slice.of(hits, limit, last -> Cursor.after(last.rank(), last.id()));
        return new Found(page.map(cardsOf(page.items())), alike && !hits.isEmpty());
    }

    private static Float rank(Cursor cursor) {
        try {
            return Float.valueOf(cursor.values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static Hit hit(Row row) {
        return new Hit(row.uuid("id"), row.real("rank"));
    }

    /**
     * The second statement of a search: the ids are known, now their rows. One by one, because a
     * plan made for any school may rather walk through all of this school's courses.
     */
    private Function<Hit, Card> cardsOf(List<Hit> hits) {
        Map<UUID, Card> cards =
                sql
                        .query(
                                "select "
                                        + CARD
                                        + """
                                        from unnest(cast(:ids as uuid[])) as wanted (id)
                                        cross join lateral (
                                            select * from course
                                            where tenant_id = :tenant and id = wanted.id
                                            limit 1) c
                                        left join course_category k on k.tenant_id = c.tenant_id and k.id = c.category_id
                                        """)
                        .set("ids", hits.stream().map(Hit::id).toArray(UUID[]::new))
                        .list(Catalogue::card)
                        .stream()
                        .collect(Collectors.toMap(c -> c.id().value(), c -> c));
        return hit -> cards.get(hit.id());
    }

    /**
     * Finds a published course by its address.
     *
     * @throws Problem NO_SUCH_COURSE
     */
    public Course published(String slug) {
        return sql.query(
                        "select "
                                + Courses.COLUMNS
                                + """
                                from course c
                                where c.tenant_id = :tenant and c.slug = :slug and c.status = 'PUBLISHED'
                                """)
                .set("slug", slug)
                .first(Courses::course)
                .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_COURSE));
    }

    /**
     * Finds a lesson of a course by its address, in whatever state the course is; who may read it
     * is for the caller to decide.
     *
     * @throws Problem NO_SUCH_LESSON
     */
    public Course.Lesson lesson(CourseId course, String slug) {
        return sql.query(
                        """
                        select id, course_id, module_id, slug, title, markdown, html, minutes, preview, position,
                               updated_at, version
                        from lesson
                        where tenant_id = :tenant and course_id = :course and slug = :slug
                        """)
                .set("course", course.value())
                .set("slug", slug)
                .first(Outlines::lesson)
                .orElseThrow(() -> new Problem(CourseProblem.NO_SUCH_LESSON));
    }

    /** Lists the languages that published courses are taught in. */
    public List<String> languages() {
        // From one language to the next by the index: distinct would read every course.
        return sql.query(
                        """
                        with recursive l (language) as (
                            (select language from course
                             where tenant_id = :tenant and status = 'PUBLISHED'
                             order by language
                             limit 1)
                            union all
                            select (
                                select c.language from course c
                                where c.tenant_id = :tenant and c.status = 'PUBLISHED' and c.language > l.language
                                order by c.language
                                limit 1)
                            from l
                            where l.language is not null)
                        select language from l
                        where language is not null
                        limit 50
                        """)
                .list(row -> row.text("language"));
    }

    /** Lists addresses and last changes of published courses for search engines, at most 50,000. */
    public List<SitemapLine> sitemap() {
        return new ArrayList<>(
                sql.query(
                                """
                                select slug, updated_at from course
                                where tenant_id = :tenant and status = 'PUBLISHED'
                                order by published_at desc, id desc
                                limit 50000
                                """)
                        .list(row -> new SitemapLine(row.text("slug"), row.instant("updated_at"))));
    }

    /** A course in the sitemap. */
    public record SitemapLine(String slug, Instant updatedAt) {}

    /** A course as a list shows it. */
    public record Card(
            CourseId id,
            String slug,
            String title,
            String subtitle,
            String language,
            Course.Level level,
            String teacherName,
            String icon,
            long priceMinor,
            String currency,
            int lessonCount,
            int minutes,
            Instant publishedAt,
            Optional<String> categorySlug,
            Optional<String> categoryName) {}

    /**
     * What a search found.
     *
     * @param alike whether nothing matched and these are only close to what was typed
     */
    public record Found(Slice<Card> cards, boolean alike) {}

    private record Hit(UUID id, float rank) {}
}
