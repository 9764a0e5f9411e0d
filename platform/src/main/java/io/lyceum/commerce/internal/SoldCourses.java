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
     * @param minor what was paid for it; a weight among the courses of an order
     */
    record Sold(CourseId course, long minor) {}

    List<Sold> of(UUID order) {
        return sql.query(
                        """
                        select course_id, total_minor
                        from sales_order
                        where tenant_id = :tenant and id = :order
                        """)
                .set("order", order)
                .list(
                        row ->
                                new Sold(
                                        new CourseId(row.uuid("course_id")),
                                        row.number("total_minor")));
    }
}
