package io.lyceum.stripe.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Amounts in minor units. */
final class Money {

    private static final Set<String> WITHOUT_DECIMALS =
            Set.of(
                    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx",
                    "vnd", "vuv", "xaf", "xof", "xpf");

    private static final Map<String, Long> FIXED_FEES =
            Map.of("eur", 25L, "gbp", 20L, "jpy", 30L, "pln", 100L, "sek", 180L, "huf", 8500L);

    private Money() {}

    /** A currency as it is kept: three small letters. */
    static String currency(String given, String param) {
        String currency = given.toLowerCase(Locale.ROOT);
        if (!currency.matches("[a-z]{3}")) {
            throw ApiError.invalid(null, param, "Invalid currency: " + given + ".");
        }
        return currency;
    }

    static boolean hasDecimals(String currency) {
        return !WITHOUT_DECIMALS.contains(currency);
    }

    /** A share of an amount in percent, rounded half up. */
    static long percent(long amount, double percent) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** A fraction of an amount, rounded half up. */
    static long part(long amount, long numerator, long denominator) {
        if (denominator == 0) {
            return 0;
        }
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** What taking a payment costs: 2.9 % and a fixed part. */
    static long fee(long amount, String currency) {
        return Math.min(amount, percent(amount, 2.9) + FIXED_FEES.getOrDefault(currency, 30L));
    }

    /** An amount for people: "EUR 12.50". */
    static String text(long amount, String currency) {
        String sign = currency.toUpperCase(Locale.ROOT) + " ";
        return sign
                + (hasDecimals(currency)
                        ? BigDecimal.valueOf(amount, 2).toPlainString()
                        : String.valueOf(amount));
    }

    static void positive(long amount, String param) {
        if (amount <= 0) {
            throw ApiError.invalid(
                    "parameter_invalid_integer",
                    param,
                    "This value must be greater than or equal to 1.");
        }
        if (amount > 99_999_999_99L) {
            throw ApiError.invalid("amount_too_large", param, "Amount is too large.");
        }
    }
}
