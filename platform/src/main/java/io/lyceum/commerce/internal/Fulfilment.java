package io.lyceum.commerce.internal;

import io.lyceum.commerce.Coupon;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.PaymentSucceeded;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.SubscriptionStarted;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Gives people what an order is for and takes it away, in the caller's transaction. */
@ApplicationScoped
class Fulfilment {

    private final OrderRows rows;
    private final Entitlements entitlements;
    private final OfferRows offers;
    private final CouponRows coupons;
    private final SubscriptionRows subscriptions;
    private final CreditSales credits;
    private final Outbox outbox;

    protected Fulfilment() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Fulfilment(
            OrderRows rows,
            Entitlements entitlements,
            OfferRows offers,
            CouponRows coupons,
            SubscriptionRows subscriptions,
            CreditSales credits,
            Outbox outbox) {
        this.rows = rows;
        this.entitlements = entitlements;
        this.offers = offers;
        this.coupons = coupons;
        this.subscriptions = subscriptions;
        this.credits = credits;
        this.outbox = outbox;
    }

    /**
     * Gives what was paid for.
     *
     * @param started the subscription that has begun with the order
     */
    void give(Order order, Optional<StripeGateway.Started> started) {
        if (order.person().isEmpty()) {
            return;
        }
        PersonId person = order.person().get();
        if (order.forOthers()) {
            coupons.issue(order, order.quantity());
        } else if (started.isPresent()) {
            start(order, person, started.get());
        } else if (order.subscription().isPresent()) {
            // It may have been the last instalment.
            subscriptions
                    .find(order.subscription().get())
                    .filter(paid -> paid.payments().isPresent())
                    .ifPresent(paid -> subscriptions.checks().told(paid.id()));
        } else {
            grant(order, person);
        }
        credits.give(order, person);
        outbox.publish(PaymentSucceeded.of(order, person.value()));
    }

    private void start(Order order, PersonId person, StripeGateway.Started started) {
        Offer offer = offers.find(order.offer().orElseThrow()).orElseThrow();
        Subscription begun = subscriptions.insert(order, offer, started);
        entitlements.grant(begun, person);
        outbox.publish(new SubscriptionStarted(begun.id(), person.value(), offer.id().value()));
    }

    private void grant(Order order, PersonId person) {
        entitlements.grant(
                order, person, order.offer().flatMap(offers::find).flatMap(Offer::opensAt));
    }

    /** Gives back what was taken away: the money is not with the buyer after all. */
    void giveAgain(Order order) {
        giveAccessAgain(order);
        if (isOfSubscription(order)) {
            return;
        }
        rows.takePlacesAgain(order);
        coupons.allOfOrder(order.id())
                .forEach(
                        coupon -> {
                            coupons.setArchived(coupon.id(), false);
                            usesOf(coupon).stream()
                                    .filter(Order::paid)
                                    .forEach(this::giveAccessAgain);
                        });
    }

    private boolean isOfSubscription(Order order) {
        return order.subscription().isPresent() || subscriptions.ofOrder(order.id()).isPresent();
    }

    private void giveAccessAgain(Order order) {
        credits.giveAgain(order);
        order.person()
                .filter(person -> !order.forOthers() && !isOfSubscription(order))
                .ifPresent(person -> grant(order, person));
    }

    /**
     * Takes away what an order was for, also from those for whom it was bought. A subscription
     * stands as Stripe says, whatever becomes of one of its payments.
     */
    void take(Order order) {
        boolean had = entitlements.end(order);
        credits.take(order);
        List<Coupon> issued =
                coupons.allOfOrder(order.id()).stream()
                        .filter(coupon -> !coupon.archived())
                        .toList();
        if (had || !issued.isEmpty()) {
            rows.givePlacesBack(order);
        }
        issued.forEach(
                coupon -> {
                    coupons.setArchived(coupon.id(), true);
                    usesOf(coupon)
                            .forEach(
                                    given -> {
                                        entitlements.end(given);
                                        credits.take(given);
                                    });
                });
    }

    private List<Order> usesOf(Coupon coupon) {
        return coupons.ordersOf(coupon.id()).stream()
                .flatMap(id -> rows.find(id).stream())
                .toList();
    }
}
