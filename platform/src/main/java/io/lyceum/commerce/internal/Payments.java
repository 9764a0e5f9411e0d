package io.lyceum.commerce.internal;

import io.lyceum.commerce.Order;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.Wish;
import io.lyceum.identity.Person;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tax.TaxMode;
import io.lyceum.tax.Taxes;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Begins and ends checkouts of orders. */
@ApplicationScoped
public class Payments {

    /** A price holds for so long. */
    private static final Duration OPEN = Duration.ofHours(2);

    private final StripeGateway stripe;
    private final OrderRows rows;
    private final CouponRows coupons;
    private final SubscriptionRows subscriptions;
    private final Taxes taxes;
    private final CurrentSchool school;
    private final Schools schools;
    private final Transactions transactions;
    private final Clock clock;

    protected Payments() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Payments(
            StripeGateway stripe,
            OrderRows rows,
            CouponRows coupons,
            SubscriptionRows subscriptions,
            Taxes taxes,
            CurrentSchool school,
            Schools schools,
            Transactions transactions,
            Clock clock) {
        this.stripe = stripe;
        this.rows = rows;
        this.coupons = coupons;
        this.subscriptions = subscriptions;
        this.taxes = taxes;
        this.school = school;
        this.schools = schools;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has Stripe open a checkout for an order. */
    public void begin(Order order, SaleItem item, Person person, Locale locale) {
        String origin = transactions.call(() -> schools.originOf(school.id()));
        StripeGateway.Begun begun =
                stripe.begin(
                        new StripeGateway.Wanted(
                                school.id().value(),
                                order.id(),
                                transactions.call(() -> quoted(order, item)),
                                person.email(),
                                customer(item, person),
                                locale,
                                transactions.call(() -> taxes.mode() == TaxMode.STRIPE_TAX),
                                origin + "/orders/" + order.id() + "?done=1",
                                origin + item.path(),
                                // The same each time it is asked for: Stripe compares.
                                order.createdAt().plus(OPEN)));
        transactions.run(() -> rows.attach(order.id(), begun));
    }

    /** What the order was begun with, whatever has changed since. */
    private Quote quoted(Order order, SaleItem item) {
        return new Quote(
                item,
                new Wish(order.code(), order.quantity(), order.forOthers()),
                order.listMinor(),
                coupons.usedIn(order.id()),
                order.totalMinor());
    }

    /** Who subscribes has to be known, so that they can change their card later. */
    private Optional<String> customer(SaleItem item, Person person) {
        Optional<String> known = transactions.call(() -> subscriptions.customer(person.id()));
        if (known.isPresent() || item.billing().isEmpty()) {
            return known;
        }
        String made = stripe.customer(school.id().value(), person);
        return Optional.of(transactions.call(() -> subscriptions.customer(person.id(), made)));
    }

    /** Lets a checkout end that nobody has paid. */
    public void end(Order order) {
        order.session().ifPresent(stripe::expire);
    }
}
