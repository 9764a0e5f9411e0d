package io.lyceum.money;

import java.time.LocalDate;
import java.util.Optional;

/** Knows exchange rates. Each source of rates is one; it is called inside a transaction. */
public interface RateProvider {

    /** By which a school chooses it. */
    RateSource source();

    /**
     * Finds the rate that is to be used on a day, turned round or crossed through the euro if need
     * be.
     *
     * @return nothing if none is known, or none that is fresh enough
     */
    Optional<Rate> find(String base, String quote, LocalDate on);
}
