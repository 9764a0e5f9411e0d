package io.lyceum.admin.courses;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalLong;

/** Prices as people type and read them. */
final class Amounts {

    private Amounts() {}

    /**
     * Reads an amount in whatever way it is written: {@code 149}, {@code 149.00}, {@code 1 249,50},
     * {@code 1,249.50}. Blank is 0, a free course.
     *
     * @param currency decides how many digits follow the separator
     * @return minor units; nothing when it is no amount, or finer than the currency
     */
    static OptionalLong minorUnits(String typed, Currency currency) {
        String text = typed.strip().replaceAll("[\\s\\u00a0\\u202f'’]", "");
        if (text.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (!text.matches("[0-9][0-9.,]*")) {
            return OptionalLong.empty();
        }
        int digits = currency.getDefaultFractionDigits();
        int point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        boolean fraction = point >= 0 && text.length() - point - 1 != 3 && digits > 0;
        String whole = (fraction ? text.substring(0, point) : text).replaceAll("[.,]", "");
        String rest = fraction ? text.substring(point + 1) : "";
        if (rest.length() > digits || whole.length() > 12) {
            return OptionalLong.empty();
        }
        BigDecimal amount = new BigDecimal(rest.isEmpty() ? whole : whole + '.' + rest);
        return OptionalLong.of(amount.movePointRight(digits).longValueExact());
    }

    /** Writes an amount back into a form field: {@code 149.00}; a free course is blank. */
    static String field(long minorUnits, Currency currency) {
        return minorUnits == 0
                ? ""
                : BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                        .toPlainString();
    }
}
