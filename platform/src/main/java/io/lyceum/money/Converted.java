package io.lyceum.money;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An amount in another currency.
 *
 * @param from what it was
 * @param rate units of the new currency for one of the old, to ten significant digits; the
 *     conversion itself does not round it
 * @param date the day of the rate
 */
public record Converted(
        Money money,
        Money from,
        BigDecimal rate,
        LocalDate date,
        Rate.Origin origin,
        RoundingRule rounding) {}
