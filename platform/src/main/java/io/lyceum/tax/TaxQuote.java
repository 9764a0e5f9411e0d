package io.lyceum.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The tax on one line, rounded half up.
 *
 * @param netMinor without the tax
 * @param grossMinor what is paid
 * @param thousandths of a percent; 0 if nothing is collected
 * @param name of the tax; empty if nothing is collected
 * @param included whether the price had it in it
 * @param reverseCharge whether the buyer owes the tax, being a business in another country of the
 *     European Union
 */
public record TaxQuote(
        long netMinor,
        long taxMinor,
        long grossMinor,
        String currency,
        int thousandths,
        String name,
        boolean included,
        boolean reverseCharge) {

    /** A price on which nothing is collected. */
    public static TaxQuote none(long minor, String currency, boolean reverseCharge) {
        return new TaxQuote(minor, 0, minor, currency, 0, "", false, reverseCharge);
    }

    /** Works out the tax on a price. */
    static TaxQuote of(long minor, String currency, TaxRate rate, boolean included) {
        return of(minor, currency, rate.thousandths(), rate.name(), included);
    }

    private static TaxQuote of(
            long minor, String currency, int thousandths, String name, boolean included) {
        long whole = 100_000;
        long tax =
                included
                        ? share(minor, thousandths, whole + thousandths)
                        : share(minor, thousandths, whole);
        return new TaxQuote(
                included ? minor - tax : minor,
                tax,
                included ? minor : minor + tax,
                currency,
                thousandths,
                name,
                included,
                false);
    }

    private static long share(long minor, long of, long whole) {
        return BigDecimal.valueOf(minor)
                .multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The same tax on another price, which is understood as the first one was. */
    public TaxQuote on(long minor) {
        return thousandths == 0
                ? none(minor, currency, reverseCharge)
                : of(minor, currency, thousandths, name, included);
    }

    /** The same goods without the tax, for a buyer who owes it. */
    TaxQuote reversed() {
        return none(netMinor, currency, true);
    }
}
