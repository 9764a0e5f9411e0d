package io.lyceum.commerce;

import java.util.List;
import java.util.Optional;

/**
 * What somebody would pay.
 *
 * @param listMinor before discounts, for all that is wanted
 * @param dueMinor what is paid now; of a subscription with a trial nothing
 */
public record Quote(
        SaleItem item, Wish wish, long listMinor, List<Discount> discounts, long dueMinor) {

    /**
     * What a coupon takes off.
     *
     * @param minor of the first payment
     */
    public record Discount(Coupon coupon, long minor) {}

    public long discountMinor() {
        return discounts.stream().mapToLong(Discount::minor).sum();
    }

    /** What one payment costs with the discounts. */
    public long payMinor() {
        return listMinor - discountMinor();
    }

    /** The discount of a subscription: there is at most one. */
    Optional<Discount> first() {
        return discounts.stream().findFirst();
    }
}
