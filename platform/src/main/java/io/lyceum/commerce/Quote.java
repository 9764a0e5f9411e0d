package io.lyceum.commerce;

import io.lyceum.tax.TaxQuote;
import java.util.List;
import java.util.Optional;

/**
 * What somebody would pay.
 *
 * @param listMinor before discounts and taxes that come on top, for all that is wanted
 * @param firstMinor what is asked now with the discounts, without an extra and without taxes that
 *     come on top; of a subscription with a trial nothing
 */
public record Quote(
        Basket basket, Wish wish, long listMinor, List<Discount> discounts, long firstMinor) {

    /**
     * What a coupon takes off.
     *
     * @param minor of the first payment
     */
    public record Discount(Coupon coupon, long minor) {}

    public SaleItem item() {
        return basket.item();
    }

    public Optional<SaleItem> extra() {
        return basket.extra();
    }

    public long extraMinor() {
        return extra().map(SaleItem::priceMinor).orElse(0L);
    }

    /** Whether it is a seat or a gift that another order has paid for. */
    public boolean isPaidByOther() {
        return discounts.stream().anyMatch(discount -> discount.coupon().order().isPresent());
    }

    public long discountMinor() {
        return discounts.stream().mapToLong(Discount::minor).sum();
    }

    /** What one payment costs with the discounts, and with taxes that come on top. */
    public long payMinor() {
        return basket.tax().on(listMinor - discountMinor()).grossMinor();
    }

    /** What the taxes are in what is paid now. */
    public long taxMinor() {
        return atOnce().taxMinor() + onExtra().taxMinor();
    }

    /** What is paid now, with taxes. */
    public long dueMinor() {
        return atOnce().grossMinor() + onExtra().grossMinor();
    }

    private TaxQuote atOnce() {
        return basket.tax().on(firstMinor);
    }

    /** Each line has its own tax, as Stripe rounds it. */
    private TaxQuote onExtra() {
        return basket.tax().on(extraMinor());
    }
}
