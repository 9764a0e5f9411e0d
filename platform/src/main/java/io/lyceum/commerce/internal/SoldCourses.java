package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Tells what an order is made of, for whoever divides what it brought. */
@ApplicationScoped
class SoldCourses {

    private final Sql sql;

    protected SoldCourses() {
        this(null);
    }

    @Inject
    SoldCourses(Sql sql) {
        this.sql = sql;
    }

    /**
     * A course that was sold.
     *
     * @param minor what it costs on its own: its weight among the courses of an order
     */
    record Sold(CourseId course, long minor) {}

    /** Lists what an order has of courses; of a membership to the whole school there are none. */
    List<Sold> of(UUID order) {
        return sql.query(
                        """
                        select distinct c.id, c.price_minor
                        from sales_order o
                        left join product p on p.tenant_id = :tenant and p.id in (o.product_id, o.extra_product_id)
                            and p.scope = 'COURSES'
                        left join product_course m on m.tenant_id = :tenant and m.product_id = p.id
                        join course c on c.tenant_id = :tenant and c.id in (o.course_id, m.course_id)
                        where o.tenant_id = :tenant and o.id = :order
                        order by c.id
                        """)
                .set("order", order)
                .list(
                        row ->
                                new Sold(
                                        new CourseId(row.uuid("id")),
                                        Math.max(1, row.number("price_minor"))));
    }
}
