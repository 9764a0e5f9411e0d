package io.lyceum.commerce.internal;

import java.math.BigDecimal;
import java.util.Currency;

/** Amounts of money in words that need no language: {@code 19.99 EUR}. */
final class Amounts {

    private Amounts() {}

    static String plain(long minor, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
    }
}
