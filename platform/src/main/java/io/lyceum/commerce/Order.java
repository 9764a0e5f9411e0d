package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody buys: a course, or an offer of a product.
 *
 * @param number of the receipt, without gaps; none before it is paid
 * @param person who buys; nothing once they were erased
 * @param product of the offer
 * @param title of what is bought, as it was then
 * @param quantity for how many people
 * @param forOthers whether the buyer gives it away
 * @param code that the buyer typed in; empty if none
 * @param listMinor before discounts and taxes that come on top
 * @param totalMinor what is paid, in minor units of the currency, with taxes
 * @param taxMinor how much of it is taxes
 * @param refundedMinor how much of it was given back
 * @param feeBasisPoints the platform's share in hundredths of a percent, as agreed then
 * @param session of Stripe's checkout
 * @param checkoutUrl where it is paid
 * @param subscription of which it is a later payment
 * @param invoice of Stripe, of a later payment
 * @param lastError why Stripe could not be asked; empty while it can
 */
public record Order(
        UUID id,
        Optional<Long> number,
        Optional<PersonId> person,
        Optional<CourseId> course,
        Optional<OfferId> offer,
        Optional<ProductId> product,
        String title,
        int quantity,
        boolean forOthers,
        String code,
        Status status,
        String currency,
        long listMinor,
        long discountMinor,
        long taxMinor,
        long totalMinor,
        long refundedMinor,
        int feeBasisPoints,
        Optional<String> session,
        Optional<String> paymentIntent,
        Optional<String> checkoutUrl,
        Optional<UUID> subscription,
        Optional<String> invoice,
        String lastError,
        Instant createdAt,
        Optional<Instant> paidAt) {

    /** How an order stands. */
    public enum Status {
        /** Not paid yet, as far as it is known. */
        PENDING,
        PAID,
        PARTLY_REFUNDED,
        REFUNDED,
        /** Was not paid while it could be. */
        EXPIRED,
        /** Could not be paid in the end. */
        FAILED,
        /** The buyer's bank took it back for good. */
        CHARGED_BACK
    }

    /** Tells whether it was begun as somebody wants it now, at the price of now. */
    public boolean isOf(SaleItem item, Wish wish) {
        return listMinor == item.priceMinor() * wish.quantity()
                && currency.equals(item.currency())
                && quantity == wish.quantity()
                && forOthers == wish.forOthers()
                && code.equals(wish.code());
    }

    /** Tells whether money has come in and not all of it went back. */
    public boolean paid() {
        return status == Status.PAID || status == Status.PARTLY_REFUNDED;
    }

    /** What could still be given back. */
    public long refundableMinor() {
        return paid() ? totalMinor - refundedMinor : 0;
    }
}
