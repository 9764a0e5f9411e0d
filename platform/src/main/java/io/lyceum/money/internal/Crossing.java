package io.lyceum.money.internal;

import io.lyceum.money.Currencies;
import io.lyceum.money.Rate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Finds rates that nobody wrote down: turned round, or by way of the euro. */
interface Crossing {

    /** Finds the rate of a pair, from either side. */
    Optional<Rate> pair(String base, String quote, LocalDate on);

    /** Finds a rate, by way of the euro if there is none of the pair itself. */
    default Optional<Rate> crossed(String base, String quote, LocalDate on) {
        if (base.equals(quote)) {
            return Optional.of(Rate.of(base, quote, BigDecimal.ONE, on, Rate.Origin.BUILT_IN));
        }
        Optional<Rate> pair = pair(base, quote, on);
        if (pair.isPresent() || base.equals(Currencies.EURO) || quote.equals(Currencies.EURO)) {
            return pair;
        }
        return pair(base, Currencies.EURO, on)
                .flatMap(first -> pair(Currencies.EURO, quote, on).map(first::then));
    }
}
