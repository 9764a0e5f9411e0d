package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Products;
import io.lyceum.commerce.Subscription;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Why people may use what costs something, in the caller's transaction. Courses that were bought
 * are begun at once; those of a membership when their learner begins them.
 */
@ApplicationScoped
public class Entitlements {

    private final Sql sql;
    private final Clock clock;
    private final Enrolments enrolments;
    private final Products products;
    private final Courses courses;

    protected Entitlements() {
        this(null, null, null, null, null);
    }

    @Inject
    Entitlements(Sql sql, Clock clock, Enrolments enrolments, Products products, Courses courses) {
        this.courses = courses;
        this.sql = sql;
        this.clock = clock;
        this.enrolments = enrolments;
        this.products = products;
    }

    private record Entitlement(
            UUID id,
            PersonId person,
            Optional<CourseId> course,
            Optional<ProductId> product,
            boolean opened) {}

    private static Entitlement entitlement(Row row) {
        return new Entitlement(
                row.uuid("id"),
                new PersonId(row.uuid("person_id")),
                row.optionalUuid("course_id").map(CourseId::new),
                row.optionalUuid("product_id").map(ProductId::new),
                row.flag("opened"));
    }

    private static final String SELECT =
            """
            select id, person_id, course_id, product_id, opened
            from entitlement
            where tenant_id = :tenant
            """;

    /** Gives a buyer what an order is for, with what was taken along, or gives it back. */
    void grant(Order order, PersonId person, Optional<Instant> opensAt) {
        grant(order, person, order.course(), order.product(), opensAt, false);
        order.extra()
                .ifPresent(
                        extra ->
                                grant(
                                        order,
                                        person,
                                        Optional.empty(),
                                        Optional.of(extra.product()),
                                        Optional.empty(),
                                        true));
        ofOrder(order.id()).stream().filter(Entitlement::opened).forEach(this::begin);
    }

    private void grant(
            Order order,
            PersonId person,
            Optional<CourseId> course,
            Optional<ProductId> product,
            Optional<Instant> opensAt,
            boolean extra) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into entitlement
                            (tenant_id, id, person_id, course_id, product_id, order_id, extra, opens_at, opened,
                             granted_at)
                        values (:tenant, :id, :person, cast(:course as uuid), cast(:product as uuid), :order, :extra,
                            cast(:opens as timestamptz), :opened, :now)
                        on conflict (tenant_id, order_id, extra) do update set ended_at = null
                        """)
                .set("id", Ids.at(now))
                .set("person", person.value())
                .set("course", course.map(CourseId::value).orElse(null))
                .set("product", product.map(ProductId::value).orElse(null))
                .set("order", order.id())
                .set("extra", extra)
                .set("opens", opensAt.orElse(null))
                .set("opened", opensAt.filter(now::isBefore).isEmpty())
                .set("now", now)
                .run();
    }

    private List<Entitlement> ofOrder(UUID order) {
        return sql.query(SELECT + "and order_id = :order order by extra")
                .set("order", order)
                .list(Entitlements::entitlement);
    }

    /** Gives a subscriber what the subscription is for, also after it had ended or was changed. */
    void grant(Subscription subscription, PersonId person) {
        Instant now = clock.instant();
        ofSubscription(subscription.id())
                .filter(there -> !there.product().equals(Optional.of(subscription.product())))
                .ifPresent(this::close);
        sql.update(
                        """
                        insert into entitlement
                            (tenant_id, id, person_id, product_id, subscription_id, granted_at)
                        values (:tenant, :id, :person, :product, :subscription, :now)
                        on conflict (tenant_id, subscription_id) do update
                        set ended_at = null, product_id = excluded.product_id
                        """)
                .set("id", Ids.at(now))
                .set("person", person.value())
                .set("product", subscription.product().value())
                .set("subscription", subscription.id())
                .set("now", now)
                .run();
        ofSubscription(subscription.id()).ifPresent(this::begin);
    }

    private Optional<Entitlement> ofSubscription(UUID subscription) {
        return sql.query(SELECT + "and subscription_id = :subscription")
                .set("subscription", subscription)
                .first(Entitlements::entitlement);
    }

    /** Begins the courses that were chosen with it, and those that were begun before. */
    private void begin(Entitlement entitlement) {
        entitlement.course().ifPresent(course -> begin(entitlement, course));
        Optional<Product> product = entitlement.product().map(products::byId);
        product.stream()
                .flatMap(p -> p.courses().stream())
                .filter(course -> courses.byId(course).published())
                .forEach(course -> begin(entitlement, course));
        if (product.filter(p -> p.scope() == Product.Scope.SCHOOL).isPresent()) {
            begun(entitlement).forEach(course -> enrolments.admit(entitlement.person(), course));
        }
    }

    private void begin(Entitlement entitlement, CourseId course) {
        sql.update(
                        """
                        insert into entitled_course (tenant_id, id, entitlement_id, course_id)
                        values (:tenant, gen_random_uuid(), :entitlement, :course)
                        on conflict (tenant_id, entitlement_id, course_id) do nothing
                        """)
                .set("entitlement", entitlement.id())
                .set("course", course.value())
                .run();
        enrolments.admit(entitlement.person(), course);
    }

    private List<CourseId> begun(Entitlement entitlement) {
        return sql.query(
                        """
                        select course_id
                        from entitled_course
                        where tenant_id = :tenant and entitlement_id = :entitlement
                        order by course_id
                        """)
                .set("entitlement", entitlement.id())
                .list(row -> new CourseId(row.uuid("course_id")));
    }

    /** Takes away what an order was for; answers whether it was there. */
    boolean end(Order order) {
        long ended = ofOrder(order.id()).stream().filter(this::end).count();
        return ended > 0;
    }

    /** Takes away what a subscription was for. */
    void end(Subscription subscription) {
        ofSubscription(subscription.id()).ifPresent(this::end);
    }

    private boolean end(Entitlement entitlement) {
        int ended =
                sql.update(
                                """
                        update entitlement
                        set ended_at = :at
                        where tenant_id = :tenant and id = :id and ended_at is null
                        """)
                        .set("at", clock.instant())
                        .set("id", entitlement.id())
                        .run();
        close(entitlement);
        return ended == 1;
    }

    /** Takes away the courses for which there is no other reason; how far somebody is, is kept. */
    private void close(Entitlement entitlement) {
        for (CourseId course : begun(entitlement)) {
            Optional<Entitlement> other =
                    covering(entitlement.person(), course).stream()
                            .filter(one -> !one.id().equals(entitlement.id()))
                            .findFirst();
            if (other.isPresent()) {
                begin(other.get(), course);
            } else {
                enrolments.dismiss(entitlement.person(), course);
            }
        }
    }

    /** What lets somebody use a course now; what was bought comes before memberships. */
    private List<Entitlement> covering(PersonId person, CourseId course) {
        return sql.query(
                        """
                        select e.id, e.person_id, e.course_id, e.product_id, e.opened
                        from entitlement e
                        left join product p on p.tenant_id = :tenant and p.id = e.product_id
                        where e.tenant_id = :tenant and e.person_id = :person and e.ended_at is null and e.opened
                          and (e.course_id = :course
                            or p.scope = 'SCHOOL'
                            or exists (
                                select 1
                                from product_course c
                                where c.tenant_id = :tenant and c.product_id = p.id and c.course_id = :course))
                        order by e.course_id nulls last, p.courses_at_once nulls first, e.granted_at, e.id
                        """)
                .set("person", person.value())
                .set("course", course.value())
                .list(Entitlements::entitlement);
    }

    /** Tells whether somebody may begin a course without paying for it. */
    public boolean covers(PersonId person, CourseId course) {
        return !covering(person, course).isEmpty();
    }

    /**
     * Begins a course that somebody may use.
     *
     * @return whether there is room for one more
     */
    public boolean begin(PersonId person, CourseId course) {
        for (Entitlement entitlement : covering(person, course)) {
            Optional<Integer> most =
                    entitlement.product().map(products::byId).flatMap(Product::coursesAtOnce);
            if (most.isEmpty() || underWay(entitlement) < most.get()) {
                begin(entitlement, course);
                return true;
            }
        }
        return false;
    }

    /** How many courses somebody has begun because of it and not completed. */
    private long underWay(Entitlement entitlement) {
        // Held until the end of the transaction, so that two beginnings do not count the same.
        sql.query(
                        "select id from entitlement where tenant_id = :tenant and id = :id for no key update")
                .set("id", entitlement.id())
                .first(row -> row.uuid("id"));
        List<CourseId> begun = begun(entitlement);
        return enrolments.of(entitlement.person()).stream()
                .map(Enrolments.Line::enrolment)
                .filter(one -> !one.completed() && begun.contains(one.course()))
                .count();
    }

    /**
     * Tells whether somebody has a product already, also one that opens later. Credits that were
     * bought once are used up: nobody has them.
     */
    public boolean has(PersonId person, ProductId product) {
        return sql.query(
                        SELECT
                                + """
                                and person_id = :person and product_id = :product and ended_at is null
                                and (order_id is null or not exists (
                                    select 1
                                    from product p
                                    where p.tenant_id = :tenant and p.id = :product and p.scope = 'CREDITS'))
                                """)
                .set("person", person.value())
                .set("product", product.value())
                .first(Entitlements::entitlement)
                .isPresent();
    }

    /** Opens what was sold ahead. */
    int openDue() {
        List<Entitlement> opened =
                sql
                        .query(
                                """
                                update entitlement
                                set opened = true
                                where tenant_id = :tenant and not opened and opens_at <= :now
                                returning id, person_id, course_id, product_id, opened, ended_at
                                """)
                        .set("now", clock.instant())
                        .list(
                                row ->
                                        row.optionalInstant("ended_at").isPresent()
                                                ? Optional.<Entitlement>empty()
                                                : Optional.of(entitlement(row)))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        opened.forEach(this::begin);
        return opened.size();
    }
}
