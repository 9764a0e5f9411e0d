package io.lyceum.commerce;

import java.util.Locale;

/**
 * How somebody wants to buy.
 *
 * @param code of a coupon; empty for none
 * @param quantity for how many people; 1 unless it is for others
 * @param forOthers whether the buyer gives it away: a gift, or seats of a company
 */
public record Wish(String code, int quantity, boolean forOthers) {

    /** For oneself, at the price that stands there. */
    public static final Wish PLAIN = new Wish("", 1, false);

    public Wish {
        code = code.strip().toUpperCase(Locale.ROOT);
    }
}
