package io.lyceum.commerce;

import io.lyceum.tax.TaxQuote;
import java.util.Optional;

/**
 * What somebody wants, at the prices and the tax of the place where they are.
 *
 * @param item in the buyer's currency; without a tax that the buyer owes themselves
 * @param extra what they take with it, likewise
 * @param tax on one item; what others do with taxes, such as Stripe, is not in it
 */
public record Basket(SaleItem item, Optional<SaleItem> extra, TaxQuote tax) {

    /** What is asked for all that is wanted, before discounts, without the extra. */
    public long listMinor(Wish wish) {
        return Math.multiplyExact(item.priceMinor(), wish.quantity());
    }
}
