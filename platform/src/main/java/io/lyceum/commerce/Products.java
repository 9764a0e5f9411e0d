package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What the current school sells besides single courses. */
@UseCase
public class Products {

    /** So many a school has at most. */
    public static final int MOST = 200;

    private static final int MOST_FEATURES = 12;

    /** A year of them is no more than what can be granted at once. */
    private static final int MOST_CREDITS = 50_000;

    private static final String SELECT =
            """
            select p.id, p.title, p.description, p.scope, p.features, p.courses_at_once, p.credits, p.unlimited_credits,
                p.archived, p.version,
                array(
                    select cast(c.course_id as text)
                    from product_course c
                    where c.tenant_id = :tenant and c.product_id = p.id
                    order by c.course_id) as courses
            from product p
            where p.tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected Products() {
        this(null, null, null);
    }

    @Inject
    Products(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    private static Product product(Row row) {
        return new Product(
                new ProductId(row.uuid("id")),
                row.text("title"),
                row.text("description"),
                row.constant("scope", Product.Scope.class),
                row.texts("courses").stream().map(id -> new CourseId(UUID.fromString(id))).toList(),
                row.text("features").lines().toList(),
                row.optionalInteger("courses_at_once"),
                row.optionalInteger("credits"),
                row.flag("unlimited_credits"),
                row.flag("archived"),
                row.number("version"));
    }

    /** Lists all, those that are sold first; at most {@value #MOST}. */
    public List<Product> list() {
        return sql.query(SELECT + "order by p.archived, p.created_at, p.id limit :most")
                .set("most", MOST)
                .list(Products::product);
    }

    /**
     * Reads a product.
     *
     * @throws Problem NOT_FOUND
     */
    public Product byId(ProductId id) {
        return sql.query(SELECT + "and p.id = :id")
                .set("id", id.value())
                .first(Products::product)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Adds a product.
     *
     * @throws Problem INVALID_INPUT
     */
    public Product add(Product.Draft draft) {
        check(draft);
        Instant now = clock.instant();
        ProductId id = new ProductId(Ids.at(now));
        sql.update(
                        """
                        insert into product
                            (tenant_id, id, title, description, scope, features, courses_at_once, credits,
                             unlimited_credits, created_at)
                        values (:tenant, :id, :title, :description, :scope, :features,
                            cast(:most as integer), cast(:credits as integer), :unlimited, :now)
                        """)
                .set("id", id.value())
                .set("title", draft.title().strip())
                .set("description", draft.description().strip())
                .set("scope", draft.scope())
                .set("features", lines(draft))
                .set("most", draft.coursesAtOnce().orElse(null))
                .set("credits", draft.credits().orElse(null))
                .set("unlimited", draft.unlimitedCredits())
                .set("now", now)
                .run();
        addCourses(id, draft);
        audit.record("product.added", "product", id, Map.of("title", draft.title()));
        return byId(id);
    }

    /**
     * Changes a product. Who has bought it has what it holds from now on; courses that leave it
     * stay with who has begun them.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_INPUT
     */
    public Product change(ProductId id, long version, Product.Draft draft) {
        byId(id);
        check(draft);
        requireSubscriptions(id, draft);
        int changed =
                sql.update(
                                """
                                update product
                                set title = :title, description = :description, scope = :scope,
                                    features = :features, courses_at_once = cast(:most as integer),
                                    credits = cast(:credits as integer), unlimited_credits = :unlimited,
                                    version = version + 1
                                where tenant_id = :tenant and id = :id and version = :version
                                """)
                        .set("title", draft.title().strip())
                        .set("description", draft.description().strip())
                        .set("scope", draft.scope())
                        .set("features", lines(draft))
                        .set("most", draft.coursesAtOnce().orElse(null))
                        .set("credits", draft.credits().orElse(null))
                        .set("unlimited", draft.unlimitedCredits())
                        .set("id", id.value())
                        .set("version", version)
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        sql.update("delete from product_course where tenant_id = :tenant and product_id = :id")
                .set("id", id.value())
                .run();
        addCourses(id, draft);
        audit.record("product.changed", "product", id, Map.of("title", draft.title()));
        return byId(id);
    }

    /** What is not counted ends with a subscription, so nothing else may sell it. */
    private void requireSubscriptions(ProductId id, Product.Draft draft) {
        if (!draft.unlimitedCredits()) {
            return;
        }
        boolean others =
                sql.query(
                                """
                                select 1 as one
                                from offer
                                where tenant_id = :tenant and product_id = :id and kind <> 'SUBSCRIPTION'
                                  and status <> 'ARCHIVED'
                                limit 1
                                """)
                        .set("id", id.value())
                        .first(row -> row.integer("one"))
                        .isPresent();
        new Checks()
                .that(!others, "unlimitedCredits", "Archive the offers that are no subscription.")
                .done();
    }

    private void addCourses(ProductId id, Product.Draft draft) {
        if (draft.scope() != Product.Scope.COURSES) {
            return;
        }
        sql.update(
                        """
                        insert into product_course (tenant_id, id, product_id, course_id)
                        select :tenant, gen_random_uuid(), :product, c.id
                        from course c
                        where c.tenant_id = :tenant and c.id = any(:courses)
                        """)
                .set("product", id.value())
                .set("courses", ids(draft.courses()))
                .run();
    }

    private static UUID[] ids(List<CourseId> courses) {
        return courses.stream().map(CourseId::value).toArray(UUID[]::new);
    }

    private static String lines(Product.Draft draft) {
        return String.join("\n", features(draft.features().stream()));
    }

    /** Cleans lines of their margins and leaves empty ones out. */
    private static List<String> features(Stream<String> lines) {
        return lines.flatMap(line -> Arrays.stream(line.split("\\R")))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void check(Product.Draft draft) {
        List<String> features = features(draft.features().stream());
        long known =
                sql.query(
                                """
                                select count(*) as found
                                from course
                                where tenant_id = :tenant and id = any(:courses)
                                """)
                        .set("courses", ids(draft.courses()))
                        .first(row -> row.number("found"))
                        .orElse(0L);
        boolean all = draft.scope() != Product.Scope.COURSES;
        new Checks()
                .text(draft.title(), "title", 120)
                .atMost(draft.description(), "description", 2000)
                .that(all || !draft.courses().isEmpty(), "courses", "Choose at least one course.")
                .that(
                        all || known == draft.courses().stream().distinct().count(),
                        "courses",
                        "Choose courses of this school.")
                .that(
                        features.size() <= MOST_FEATURES,
                        "features",
                        "Write at most " + MOST_FEATURES + " lines.")
                .that(
                        features.stream().allMatch(line -> line.length() <= 120),
                        "features",
                        "Use at most 120 characters a line.")
                .that(
                        draft.coursesAtOnce().filter(n -> n < 1 || n > 1000).isEmpty(),
                        "coursesAtOnce",
                        "Write a number from 1 to 1000.")
                .that(
                        draft.credits().filter(n -> n < 1 || n > MOST_CREDITS).isEmpty(),
                        "credits",
                        "Write a number from 1 to 50000.")
                .that(
                        draft.scope() != Product.Scope.CREDITS
                                || draft.credits().isPresent()
                                || draft.unlimitedCredits(),
                        "credits",
                        "Say how many AI credits it is.")
                .done();
    }

    /**
     * Takes a product from sale, or puts it back.
     *
     * @throws Problem NOT_FOUND
     */
    public Product setArchived(ProductId id, boolean archived) {
        byId(id);
        sql.update(
                        """
                        update product
                        set archived = :archived, version = version + 1
                        where tenant_id = :tenant and id = :id and archived <> :archived
                        """)
                .set("archived", archived)
                .set("id", id.value())
                .run();
        audit.record(archived ? "product.archived" : "product.restored", "product", id, Map.of());
        return byId(id);
    }

    /** Lists the products in which a course is, those that are sold. */
    public List<Product> with(CourseId course) {
        return sql.query(
                        SELECT
                                + """
                                and not p.archived
                                and (p.scope = 'SCHOOL' or exists (
                                    select 1
                                    from product_course c
                                    where c.tenant_id = :tenant and c.product_id = p.id and c.course_id = :course))
                                order by p.created_at, p.id
                                """)
                .set("course", course.value())
                .list(Products::product);
    }
}
