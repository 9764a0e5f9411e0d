package io.lyceum.commerce.internal;

import io.lyceum.commerce.Basket;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Payer;
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
import java.util.List;
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
    private final StripeTaxRates taxRates;
    private final ConnectedRows accounts;
    private final CurrentSchool school;
    private final Schools schools;
    private final Transactions transactions;
    private final Clock clock;

    protected Payments() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Payments(
            StripeGateway stripe,
            OrderRows rows,
            CouponRows coupons,
            SubscriptionRows subscriptions,
            Taxes taxes,
            StripeTaxRates taxRates,
            ConnectedRows accounts,
            CurrentSchool school,
            Schools schools,
            Transactions transactions,
            Clock clock) {
        this.stripe = stripe;
        this.rows = rows;
        this.coupons = coupons;
        this.subscriptions = subscriptions;
        this.taxes = taxes;
        this.taxRates = taxRates;
        this.accounts = accounts;
        this.school = school;
        this.schools = schools;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has Stripe open a checkout for an order. */
    public void begin(Order order, Basket basket, Wish wish, Payer payer, Locale locale) {
        String origin = transactions.call(() -> schools.originOf(school.id()));
        StripeGateway.Begun begun =
                stripe.begin(
                        new StripeGateway.Wanted(
                                school.id().value(),
                                order.id(),
                                transactions.call(() -> quoted(order, basket, wish)),
                                payer.email(),
                                customer(basket.item(), payer),
                                taxRate(order),
                                transactions.call(accounts::onBehalfOf),
                                locale,
                                transactions.call(() -> taxes.mode() == TaxMode.STRIPE_TAX),
                                origin + "/orders/" + order.id() + "?done=1",
                                origin + basket.item().path() + "/checkout",
                                // The same each time it is asked for: Stripe compares.
                                order.createdAt().plus(OPEN)));
        transactions.run(() -> rows.attach(order.id(), begun));
    }

    /** What the order was begun with, whatever has changed since. */
    private Quote quoted(Order order, Basket basket, Wish wish) {
        List<Quote.Discount> discounts = coupons.usedIn(order.id());
        long off = discounts.stream().mapToLong(Quote.Discount::minor).sum();
        boolean later = basket.item().billing().filter(b -> b.trialDays() > 0).isPresent();
        return new Quote(
                basket, wish, order.listMinor(), discounts, later ? 0 : order.listMinor() - off);
    }

    /** What Stripe calls the rate at which an order is taxed. */
    private Optional<String> taxRate(Order order) {
        Order.Billed billed = order.billed();
        if (billed.taxThousandths() == 0) {
            return Optional.empty();
        }
        Optional<String> known = transactions.call(() -> taxRates.find(billed));
        if (known.isPresent()) {
            return known;
        }
        String made = stripe.taxRate(school.id().value(), billed);
        return Optional.of(transactions.call(() -> taxRates.add(billed, made)));
    }

    /** Who subscribes has to be known, so that they can change their card later. */
    private Optional<String> customer(SaleItem item, Payer payer) {
        if (payer.person().isEmpty()) {
            return Optional.empty();
        }
        Person person = payer.person().get();
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
