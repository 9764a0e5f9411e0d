package io.lyceum.commerce;

import java.util.Locale;
import java.util.Optional;

/**
 * How somebody wants to buy.
 *
 * @param code of a coupon; empty for none
 * @param quantity for how many people; 1 unless it is for others
 * @param forOthers whether the buyer gives it away: a gift, or seats of a company
 * @param currency in which they pay; empty for the one in which the price is
 * @param extra an offer that they take with it
 */
public record Wish(
        String code,
        int quantity,
        boolean forOthers,
        String currency,
        Buyer buyer,
        Optional<OfferId> extra) {

    /** For oneself, at the price that stands there. */
    public static final Wish PLAIN = new Wish("", 1, false, "", Buyer.UNKNOWN, Optional.empty());

    public Wish {
        code = code.strip().toUpperCase(Locale.ROOT);
        currency = currency.strip().toUpperCase(Locale.ROOT);
    }
}
