package io.lyceum.commerce;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.DisputeRows;
import io.lyceum.commerce.internal.OrderRows;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What people of the current school buy. */
@UseCase
public class Orders {

    private final OrderRows rows;
    private final DisputeRows disputes;
    private final Courses courses;
    private final Enrolments enrolments;
    private final Audit audit;
    private final int feeBasisPoints;

    protected Orders() {
        this(null, null, null, null, null, 0);
    }

    /**
     * @param feeBasisPoints the platform's share in hundredths of a percent
     */
    @Inject
    Orders(
            OrderRows rows,
            DisputeRows disputes,
            Courses courses,
            Enrolments enrolments,
            Audit audit,
            @ConfigProperty(name = "lyceum.payments.fee-basis-points", defaultValue = "500")
                    int feeBasisPoints) {
        this.rows = rows;
        this.disputes = disputes;
        this.courses = courses;
        this.enrolments = enrolments;
        this.audit = audit;
        this.feeBasisPoints = feeBasisPoints;
    }

    /**
     * Begins to buy a course, or goes on where the buyer left off.
     *
     * @throws Problem NO_SUCH_COURSE, COURSE_IS_FREE, COURSE_IS_YOURS
     */
    public Order begin(PersonId person, CourseId id) {
        Course course = courses.byId(id);
        if (!course.published()) {
            throw new Problem(CourseProblem.NO_SUCH_COURSE);
        }
        if (course.free()) {
            throw new Problem(PaymentProblem.COURSE_IS_FREE);
        }
        if (enrolments.find(person, id).isPresent()) {
            throw new Problem(PaymentProblem.COURSE_IS_YOURS);
        }
        return rows.begin(person, course, feeBasisPoints);
    }

    /** Finds what somebody has begun to pay for a course. */
    public Optional<Order> open(PersonId person, CourseId course) {
        return rows.open(person, course);
    }

    /**
     * Reads an order.
     *
     * @throws Problem NOT_FOUND
     */
    public Order byId(UUID id) {
        return rows.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Reads an order of somebody.
     *
     * @throws Problem NOT_FOUND also for an order of somebody else
     */
    public Order of(PersonId person, UUID id) {
        return rows.find(id)
                .filter(order -> order.person().equals(Optional.of(person)))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists what somebody has bought or is buying, the latest first; at most 200. */
    public List<Order> of(PersonId person) {
        return rows.of(person);
    }

    /**
     * Lists orders, the latest first.
     *
     * @param query a part of a course's title or of a buyer's name or address, or a receipt's
     *     number; empty for all
     */
    public Slice<Line> list(
            Optional<Order.Status> status, String query, Optional<String> cursor, int limit) {
        List<Line> found = rows.list(status, query, cursor, limit + 1);
        return Slice.of(
                found, limit, last -> Cursor.after(last.order().createdAt(), last.order().id()));
    }

    /**
     * An order in a list.
     *
     * @param buyer name of whoever buys; empty once they were erased
     * @param email address of whoever buys
     */
    public record Line(Order order, String buyer, String email) {}

    /** Reads an order with its buyer. */
    public Line line(UUID id) {
        return rows.line(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists what goes back or went back of an order, the oldest first. */
    public List<OrderRefund> refunds(UUID order) {
        return rows.refunds(order);
    }

    /**
     * Notes that money is to go back.
     *
     * @param keepAccess whether the buyer keeps what was bought
     * @throws Problem NOT_FOUND, NOT_REFUNDABLE, ORDER_DISPUTED
     */
    public OrderRefund askBack(UUID id, long minor, boolean keepAccess) {
        if (disputes.of(id).stream().anyMatch(Dispute::withdrawn)) {
            throw new Problem(PaymentProblem.ORDER_DISPUTED);
        }
        OrderRefund refund = rows.askBack(byId(id), minor, keepAccess);
        audit.record(
                "order.refunded", "order", id, Map.of("minor", minor, "keepAccess", keepAccess));
        return refund;
    }
}
