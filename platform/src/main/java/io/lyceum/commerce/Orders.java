package io.lyceum.commerce;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.DisputeRows;
import io.lyceum.commerce.internal.Entitlements;
import io.lyceum.commerce.internal.OrderRows;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plans;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people of the current school buy. */
@UseCase
public class Orders {

    private static final int MOST_SEATS = 1000;

    private final OrderRows rows;
    private final DisputeRows disputes;
    private final Courses courses;
    private final Enrolments enrolments;
    private final Offers offers;
    private final Coupons coupons;
    private final Entitlements entitlements;
    private final Clock clock;
    private final Audit audit;
    private final Plans plans;
    private final CurrentSchool school;

    protected Orders() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Orders(
            OrderRows rows,
            DisputeRows disputes,
            Courses courses,
            Enrolments enrolments,
            Offers offers,
            Coupons coupons,
            Entitlements entitlements,
            Clock clock,
            Audit audit,
            Plans plans,
            CurrentSchool school) {
        this.rows = rows;
        this.disputes = disputes;
        this.courses = courses;
        this.enrolments = enrolments;
        this.offers = offers;
        this.coupons = coupons;
        this.entitlements = entitlements;
        this.clock = clock;
        this.audit = audit;
        this.plans = plans;
        this.school = school;
    }

    /**
     * Says what somebody would pay.
     *
     * @param person nothing for a visitor
     * @throws Problem COURSE_IS_FREE, NOT_ON_SALE, SOLD_OUT, COUPON_UNKNOWN and others of coupons
     */
    public Quote quote(Optional<PersonId> person, SaleItem item, Wish wish) {
        if (item.priceMinor() == 0) {
            throw new Problem(PaymentProblem.COURSE_IS_FREE);
        }
        item.offer().ifPresent(offer -> requireOnSale(offer, wish));
        return coupons.quote(person, item, wish);
    }

    private void requireOnSale(OfferId id, Wish wish) {
        Offers.Listed listed = offers.byId(id);
        Offer offer = listed.offer();
        boolean paidByOther = !wish.code().isEmpty() && coupons.paysFor(wish.code(), id);
        if (!paidByOther && (!offer.onSale(clock.instant()) || listed.product().archived())) {
            throw new Problem(PaymentProblem.NOT_ON_SALE);
        }
    }

    /**
     * Begins to buy something, or goes on where the buyer left off.
     *
     * @throws Problem NO_SUCH_COURSE, COURSE_IS_FREE, COURSE_IS_YOURS, OFFER_IS_YOURS, NOT_ON_SALE,
     *     SOLD_OUT, COUPON_UNKNOWN and others of coupons
     */
    public Order begin(PersonId person, SaleItem item, Wish wish) {
        check(item, wish);
        Optional<Order> open = rows.openFor(person, item, wish);
        if (open.isPresent()) {
            return open.get();
        }
        if (!wish.forOthers()) {
            requireNew(person, item);
        }
        return rows.begin(
                person, quote(Optional.of(person), item, wish), plans.feeBasisPoints(school.id()));
    }

    private void check(SaleItem item, Wish wish) {
        new Checks()
                .that(
                        wish.quantity() >= 1 && wish.quantity() <= MOST_SEATS,
                        "quantity",
                        "Write a number from 1 to 1000.")
                .that(
                        wish.forOthers() || wish.quantity() == 1,
                        "quantity",
                        "More than one is for others.")
                .that(
                        !wish.forOthers() || item.billing().isEmpty(),
                        "forOthers",
                        "Only what is paid once can be given away.")
                .atMost(wish.code(), "code", 40)
                .done();
    }

    private void requireNew(PersonId person, SaleItem item) {
        if (item.course().isPresent()) {
            Course course = courses.byId(item.course().get());
            if (!course.published()) {
                throw new Problem(CourseProblem.NO_SUCH_COURSE);
            }
            if (enrolments.find(person, course.id()).isPresent()) {
                throw new Problem(PaymentProblem.COURSE_IS_YOURS);
            }
        }
        if (item.product().filter(product -> entitlements.has(person, product)).isPresent()) {
            throw new Problem(PaymentProblem.OFFER_IS_YOURS);
        }
    }

    /** Finds what somebody has begun to pay. */
    public Optional<Order> open(PersonId person, SaleItem item) {
        return rows.open(person, item);
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
