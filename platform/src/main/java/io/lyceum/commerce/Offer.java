package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;

/**
 * For how much a product is sold, and how it is paid.
 *
 * @param title empty to use the product's
 * @param priceMinor of one payment, in minor units of the currency
 * @param period after which it is paid again; nothing if it is paid once
 * @param payments how often it is paid; only of INSTALMENTS
 * @param trialDays before the first payment
 * @param places how many can be sold; nothing for any number
 * @param sold how many are, with those that are being paid
 * @param opensAt when what was bought opens; nothing for at once
 * @param featured stands out on the pricing page
 * @param extraText with what it is shown at the checkout of other things; empty if it is not
 */
public record Offer(
        OfferId id,
        ProductId product,
        String slug,
        String title,
        Kind kind,
        String currency,
        long priceMinor,
        Optional<Period> period,
        Optional<Integer> payments,
        int trialDays,
        Optional<Integer> places,
        int sold,
        Optional<Instant> saleFrom,
        Optional<Instant> saleUntil,
        Optional<Instant> opensAt,
        boolean featured,
        int position,
        String extraText,
        Status status,
        long version) {

    /** How it is paid. */
    public enum Kind {
        ONCE,
        /** Again and again, for as long as it is used. */
        SUBSCRIPTION,
        /** In several payments, and kept afterwards. */
        INSTALMENTS
    }

    /** How often it is paid. */
    public enum Period {
        MONTH,
        YEAR
    }

    /** Where an offer stands. */
    public enum Status {
        DRAFT,
        ON_SALE,
        ARCHIVED
    }

    /** Tells whether it can be bought at a moment. */
    public boolean onSale(Instant now) {
        return status == Status.ON_SALE
                && saleFrom.filter(now::isBefore).isEmpty()
                && saleUntil.filter(until -> !now.isBefore(until)).isEmpty();
    }

    /** Tells whether it is shown at the checkout of other things. */
    public boolean isExtra() {
        return !extraText.isBlank() && kind == Kind.ONCE && opensAt.isEmpty();
    }

    /** Tells whether none is left. */
    public boolean soldOut() {
        return places.filter(most -> sold >= most).isPresent();
    }

    /** What is written of an offer. */
    public record Draft(
            String slug,
            String title,
            Kind kind,
            String currency,
            long priceMinor,
            Optional<Period> period,
            Optional<Integer> payments,
            int trialDays,
            Optional<Integer> places,
            Optional<Instant> saleFrom,
            Optional<Instant> saleUntil,
            Optional<Instant> opensAt,
            boolean featured,
            int position,
            String extraText) {}
}
