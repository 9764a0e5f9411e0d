package io.lyceum.catalog;

import io.lyceum.shared.Ids;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** The categories that the current school sorts its courses into. */
@UseCase
public class Categories {

    private final Sql sql;
    private final Clock clock;

    protected Categories() {
        this(null, null);
    }

    @Inject
    Categories(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Lists categories in their order with the number of published courses. */
    public List<Course.Category> list() {
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

    /**
     * Finds a category.
     *
     * @throws Problem NOT_FOUND
     */
    public Course.Category require(CategoryId id) {
        return list().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Adds a category at the end; one with the same address is answered as it is. */
    public Course.Category ensure(String slug, String name) {
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
        return list().stream()
                .filter(c -> c.slug().equals(address))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Renames a category; its address stays.
     *
     * @throws Problem NOT_FOUND
     */
    public void rename(CategoryId id, String name) {
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
    public void remove(CategoryId id) {
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

    private static void requireOne(int touched) {
        if (touched != 1) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }
}
