package io.lyceum.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount.
 *
 * @param minor in minor units of the currency
 * @param currency code of ISO 4217, upper case
 */
public record Money(long minor, String currency) {

    /**
     * Reads an amount as people write it, with a point or a comma before the fraction: {@code 49},
     * {@code 49,50}.
     *
     * @return nothing if it is none, or finer than the currency
     */
    public static Optional<Money> parse(String text, String currency) {
        int digits = Currencies.of(currency).digits();
        String amount = text.strip().replace(',', '.');
        if (!amount.matches("\\d{1,10}(\\.\\d{1,4})?")) {
            return Optional.empty();
        }
        BigDecimal minor = new BigDecimal(amount).movePointRight(digits).stripTrailingZeros();
        return minor.scale() > 0
                ? Optional.empty()
                : Optional.of(new Money(minor.longValueExact(), currency));
    }
}
