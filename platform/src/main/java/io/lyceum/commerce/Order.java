package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import io.lyceum.tax.TaxQuote;
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
 * @param guest who has begun it without an account; stays once they have one
 * @param extra what was taken with it
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
        Optional<Instant> paidAt,
        Optional<GuestOf> guest,
        Billed billed,
        Optional<Extra> extra) {

    /**
     * Who began it without an account.
     *
     * @param tokenHash of what their browser keeps
     */
    public record GuestOf(String email, String name, String tokenHash) {}

    /**
     * Where the buyer is, for which company, and at which tax.
     *
     * @param country as ISO 3166 writes it; empty if it is not known
     * @param vatId empty if none was given
     * @param taxName empty if nothing is collected, or if Stripe works out the taxes
     * @param taxThousandths of a percent
     * @param taxIncluded whether the price had the tax in it
     * @param reverseCharge whether the buyer owes the tax
     */
    public record Billed(
            String country,
            String region,
            String company,
            String vatId,
            String taxName,
            int taxThousandths,
            boolean taxIncluded,
            boolean reverseCharge) {

        private TaxQuote tax(long minor, String currency) {
            return new TaxQuote(
                            0, 0, 0, currency, taxThousandths, taxName, taxIncluded, reverseCharge)
                    .on(minor);
        }
    }

    /**
     * What the buyer has taken with it.
     *
     * @param minor before taxes that come on top
     */
    public record Extra(OfferId offer, ProductId product, String title, long minor) {}

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

    /** Tells whether it was begun as somebody wants it now, at the prices and the tax of now. */
    public boolean isOf(Basket basket, Wish wish) {
        return listMinor == basket.listMinor(wish)
                && currency.equals(basket.item().currency())
                && quantity == wish.quantity()
                && forOthers == wish.forOthers()
                && code.equals(wish.code())
                && billed.equals(billed(basket, wish))
                && extra.equals(extra(basket));
    }

    /** The tax on an amount of this order that Stripe did not work out. */
    TaxQuote taxed(long minor) {
        return billed.tax(minor, currency);
    }

    /** What an order remembers of the buyer and of the tax. */
    public static Billed billed(Basket basket, Wish wish) {
        return new Billed(
                wish.buyer().country(),
                wish.buyer().region(),
                wish.buyer().company(),
                wish.buyer().vatNumber(),
                basket.tax().name(),
                basket.tax().thousandths(),
                basket.tax().included(),
                basket.tax().reverseCharge());
    }

    private static Optional<Extra> extra(Basket basket) {
        return basket.extra()
                .map(
                        item ->
                                new Extra(
                                        item.offer().orElseThrow(),
                                        item.product().orElseThrow(),
                                        item.title(),
                                        item.priceMinor()));
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
