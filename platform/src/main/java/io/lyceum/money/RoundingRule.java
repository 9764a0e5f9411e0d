package io.lyceum.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * How a converted amount becomes a price. Halves go up, away from zero, and it is rounded once: the
 * exact quotient goes to the nearest price that the rule knows.
 */
public enum RoundingRule {
    /** To the smallest unit of the currency. */
    EXACT(null, "0", 0),
    /** To 0.05, as Swiss cash does. */
    FIVE_HUNDREDTHS("0.05", "0", 2),
    /** To whole amounts. */
    WHOLE("1", "0", 0),
    /** To 9.99, 10.99 and so on. */
    ENDS_IN_99("1", "0.01", 2),
    /** To 10, 20 and so on. */
    TENS("10", "0", 0),
    /** To 100, 200 and so on. */
    HUNDREDS("100", "0", 0);

    private final String step;
    private final BigDecimal below;
    private final int digits;

    RoundingRule(String step, String below, int digits) {
        this.step = step;
        this.below = new BigDecimal(below);
        this.digits = digits;
    }

    /** Lists the rules that mean something in a currency. */
    public static List<RoundingRule> of(Currencies.Known currency) {
        return Arrays.stream(values()).filter(rule -> rule.fits(currency)).toList();
    }

    /** Tells whether a currency has the digits that this rule sets. */
    public boolean fits(Currencies.Known currency) {
        return currency.digits() >= digits;
    }

    /**
     * Rounds a quotient. What is more than nothing never becomes nothing: it costs the smallest
     * price that the rule knows.
     *
     * @return minor units of the currency
     */
    long round(BigDecimal amount, BigDecimal divisor, Currencies.Known currency) {
        if (!fits(currency)) {
            throw new IllegalArgumentException(this + " does not fit " + currency.code());
        }
        if (amount.signum() == 0) {
            return 0;
        }
        BigDecimal unit =
                step == null
                        ? BigDecimal.ONE.movePointLeft(currency.digits())
                        : new BigDecimal(step);
        BigDecimal steps =
                amount.abs()
                        .add(below.multiply(divisor))
                        .divide(unit.multiply(divisor), 0, RoundingMode.HALF_UP)
                        .max(BigDecimal.ONE);
        BigDecimal price = steps.multiply(unit).subtract(below);
        long minor = price.movePointRight(currency.digits()).longValueExact();
        return amount.signum() < 0 ? -minor : minor;
    }
}
