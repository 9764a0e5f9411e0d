package io.lyceum.commerce;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.Payments;
import io.lyceum.commerce.internal.Settling;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.identity.Person;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;

/** Where people pay. Call it outside of transactions: Stripe is asked. */
@ApplicationScoped
public class Checkout {

    private final Orders orders;
    private final Courses courses;
    private final Payments payments;
    private final Settling settling;
    private final StripeGateway stripe;
    private final Transactions transactions;

    protected Checkout() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Checkout(
            Orders orders,
            Courses courses,
            Payments payments,
            Settling settling,
            StripeGateway stripe,
            Transactions transactions) {
        this.orders = orders;
        this.courses = courses;
        this.payments = payments;
        this.settling = settling;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    /** Tells whether anything can be bought. */
    public boolean ready() {
        return stripe.ready();
    }

    /** Tells whether no real money moves. */
    public boolean test() {
        return stripe.test();
    }

    /**
     * Leads to where a course is paid. Who asks twice pays once: there is one order at a time.
     *
     * @return the order with its address
     * @throws Problem NO_SUCH_COURSE, COURSE_IS_FREE, COURSE_IS_YOURS, PAYMENTS_OFF,
     *     PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Order start(Person person, CourseId id, Locale locale) {
        if (!stripe.ready()) {
            throw new Problem(PaymentProblem.PAYMENTS_OFF);
        }
        Order order = orders.begin(person.id(), id);
        if (order.session().isPresent()) {
            // It may be over meanwhile, paid in another window, or cost something else.
            order = current(person, id, order);
        }
        if (order.session().isPresent()) {
            return order;
        }
        payments.begin(order, courses.byId(id), person, locale);
        UUID made = order.id();
        return transactions.call(() -> orders.byId(made));
    }

    private Order current(Person person, CourseId id, Order order) {
        Course course = courses.byId(id);
        boolean same =
                order.totalMinor() == course.priceMinor()
                        && order.currency().equals(course.currency());
        if (!same) {
            payments.end(order);
        }
        settling.settle(order.id());
        return orders.begin(person.id(), id);
    }

    /**
     * Asks Stripe how an order stands.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE
     */
    public Order refresh(UUID order) {
        settling.settle(order);
        return orders.byId(order);
    }

    /**
     * Gives money back. While Stripe does not answer, it is asked again by itself.
     *
     * @param keepAccess whether the buyer keeps what was bought
     * @throws Problem NOT_FOUND, NOT_REFUNDABLE
     */
    public OrderRefund refund(UUID order, long minor, boolean keepAccess) {
        OrderRefund asked = orders.askBack(order, minor, keepAccess);
        try {
            settling.settle(order);
        } catch (Problem problem) {
            // It waits, and the order says why.
            return asked;
        }
        return orders.refunds(order).stream()
                .filter(refund -> refund.id().equals(asked.id()))
                .findFirst()
                .orElse(asked);
    }
}
