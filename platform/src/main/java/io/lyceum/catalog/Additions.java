package io.lyceum.catalog;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Sql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What is new in the catalogue. */
@UseCase
public class Additions {

    private static final int MOST = 200;

    private final Sql sql;

    protected Additions() {
        this(null);
    }

    @Inject
    Additions(Sql sql) {
        this.sql = sql;
    }

    /**
     * Lessons that were added to a published course.
     *
     * @param first title of the one that comes first in the course
     * @param count how many
     */
    public record Lessons(CourseId course, String title, String slug, String first, int count) {}

    /**
     * Lists the courses that got lessons after a moment and up to another one; lessons without text
     * do not count, nor those from before the course was published.
     */
    public List<Lessons> lessons(Instant after, Instant upto) {
        return sql.query(
                        """
                        select c.id, c.title, c.slug, count(*) as lessons,
                            (array_agg(l.title order by m.position, l.position))[1] as first
                        from lesson l
                        join course c on c.tenant_id = l.tenant_id and c.id = l.course_id
                        join course_module m on m.tenant_id = l.tenant_id and m.id = l.module_id
                        where l.tenant_id = :tenant
                          and l.created_at > :after
                          and l.created_at <= :upto
                          and l.created_at > c.published_at
                          and l.html <> ''
                          and c.status = 'PUBLISHED'
                        group by c.id, c.title, c.slug
                        order by c.id
                        """)
                .set("after", after)
                .set("upto", upto)
                .list(
                        row ->
                                new Lessons(
                                        new CourseId(row.uuid("id")),
                                        row.text("title"),
                                        row.text("slug"),
                                        row.text("first"),
                                        row.integer("lessons")));
    }

    /** A course that was published. */
    public record Published(CourseId course, String title, String slug) {}

    /** Lists the courses that were published after a moment and up to another one, newest first. */
    public List<Published> courses(Instant after, Instant upto) {
        return sql.query(
                        """
                        select id, title, slug
                        from course
                        where tenant_id = :tenant
                          and status = 'PUBLISHED'
                          and published_at > :after
                          and published_at <= :upto
                        order by published_at desc, id
                        limit :most
                        """)
                .set("after", after)
                .set("upto", upto)
                .set("most", MOST)
                .list(
                        row ->
                                new Published(
                                        new CourseId(row.uuid("id")),
                                        row.text("title"),
                                        row.text("slug")));
    }
}
