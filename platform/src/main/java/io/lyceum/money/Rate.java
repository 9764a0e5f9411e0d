package io.lyceum.money;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a currency was worth on a day. It is kept as a fraction, so that rates that were turned
 * round or crossed lose nothing.
 *
 * @param base one of which is worth so much
 * @param units of the quoted currency …
 * @param per … for so many of the base
 * @param date the day it was of; of a crossed rate the older one
 * @param origin where it comes from; of a crossed rate the school's own if either is
 * @param id of a rate that the school has entered or imported
 */
public record Rate(
        String base,
        String quote,
        @JsonIgnore BigDecimal units,
        @JsonIgnore BigDecimal per,
        LocalDate date,
        Origin origin,
        Optional<UUID> id) {

    /** Where a rate comes from. */
    public enum Origin {
        /** Built into the product. */
        BUILT_IN,
        /** Imported by the platform for all schools. */
        PLATFORM,
        /** Entered or imported by the school. */
        SCHOOL
    }

    /** Makes a rate of so many units for one. */
    public static Rate of(
            String base, String quote, BigDecimal rate, LocalDate date, Origin origin) {
        return new Rate(base, quote, rate, BigDecimal.ONE, date, origin, Optional.empty());
    }

    /** Units of the quoted currency for one of the base, to ten significant digits. */
    @JsonProperty
    public BigDecimal rate() {
        return units.divide(per, new MathContext(10)).stripTrailingZeros();
    }

    /** The same rate, seen from the other side. */
    public Rate turned() {
        return new Rate(quote, base, per, units, date, origin, id);
    }

    /** The rate that comes of this one and then that one. */
    public Rate then(Rate next) {
        return new Rate(
                base,
                next.quote,
                units.multiply(next.units),
                per.multiply(next.per),
                date.isBefore(next.date) ? date : next.date,
                origin.compareTo(next.origin) > 0 ? origin : next.origin,
                Optional.empty());
    }
}
