package io.lyceum.commerce;

import io.lyceum.commerce.internal.Payments;
import io.lyceum.commerce.internal.Settling;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;

/** Where people pay. Call it outside of transactions: Stripe is asked. */
@ApplicationScoped
public class Checkout {

    private final Orders orders;
    private final Payments payments;
    private final Settling settling;
    private final StripeGateway stripe;

    protected Checkout() {
        this(null, null, null, null);
    }

    @Inject
    Checkout(Orders orders, Payments payments, Settling settling, StripeGateway stripe) {
        this.orders = orders;
        this.payments = payments;
        this.settling = settling;
        this.stripe = stripe;
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
     * Leads to where something is paid. Who asks twice pays once: there is one order of each thing
     * at a time. What costs nothing with its coupons is theirs at once.
     *
     * @return the order, with its address if something is to be paid
     * @throws Problem INVALID_INPUT, NO_SUCH_COURSE, COURSE_IS_FREE, COURSE_IS_YOURS,
     *     OFFER_IS_YOURS, NOT_ON_SALE, SOLD_OUT, ACCOUNT_EXISTS, NO_TAX_RATE, COUPON_UNKNOWN and
     *     others of coupons, PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public Order start(Payer payer, SaleItem item, Wish wish, Locale locale) {
        if (!stripe.ready()) {
            throw new Problem(PaymentProblem.PAYMENTS_OFF);
        }
        orders.check(payer, item, wish);
        Basket basket = orders.basket(item, wish);
        Order order = orders.begin(payer, basket, wish);
        if (order.session().isPresent()) {
            // It may be over meanwhile, paid in another window, or wanted otherwise.
            if (!order.isOf(basket, wish)) {
                payments.end(order);
            }
            settling.settle(order.id());
            order = orders.begin(payer, basket, wish);
        }
        if (order.session().isPresent()) {
            return order;
        }
        if (order.totalMinor() == 0 && item.billing().isEmpty()) {
            settling.settleFree(order.id());
        } else {
            payments.begin(order, basket, wish, payer, locale);
        }
        return orders.byId(order.id());
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
