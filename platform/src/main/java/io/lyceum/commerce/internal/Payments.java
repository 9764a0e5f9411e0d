package io.lyceum.commerce.internal;

import io.lyceum.catalog.Course;
import io.lyceum.commerce.Order;
import io.lyceum.identity.Person;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Begins and ends checkouts of orders. */
@ApplicationScoped
public class Payments {

    /** A price holds for so long. */
    private static final Duration OPEN = Duration.ofHours(2);

    private final StripeGateway stripe;
    private final OrderRows rows;
    private final CurrentSchool school;
    private final Schools schools;
    private final Transactions transactions;
    private final Clock clock;

    protected Payments() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Payments(
            StripeGateway stripe,
            OrderRows rows,
            CurrentSchool school,
            Schools schools,
            Transactions transactions,
            Clock clock) {
        this.stripe = stripe;
        this.rows = rows;
        this.school = school;
        this.schools = schools;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has Stripe open a checkout for an order. */
    public void begin(Order order, Course course, Person person, Locale locale) {
        String origin = transactions.call(() -> schools.originOf(school.id()));
        StripeGateway.Begun begun =
                stripe.begin(
                        new StripeGateway.Wanted(
                                school.id().value(),
                                order.id(),
                                order.title(),
                                course.subtitle(),
                                order.currency(),
                                order.totalMinor(),
                                person.email(),
                                locale,
                                origin + "/orders/" + order.id() + "?done=1",
                                origin + "/courses/" + course.slug(),
                                // The same each time it is asked for: Stripe compares.
                                order.createdAt().plus(OPEN)));
        transactions.run(() -> rows.attach(order.id(), begun));
    }

    /** Lets a checkout end that nobody has paid. */
    public void end(Order order) {
        order.session().ifPresent(stripe::expire);
    }
}
