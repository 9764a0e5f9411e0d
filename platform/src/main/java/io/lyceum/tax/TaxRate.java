package io.lyceum.tax;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A tax rate of a place and time.
 *
 * @param id of a school's own rate; nothing for those that come with the product
 * @param country as ISO 3166 writes it
 * @param region a part of it, such as a state; empty for all of it
 * @param name as it stands on receipts
 * @param thousandths of a percent: 19000 is 19 %
 * @param from the first day
 * @param until the last day; nothing if none is known
 * @param included whether prices there customarily have it in them
 */
public record TaxRate(
        Optional<UUID> id,
        String country,
        String region,
        String name,
        int thousandths,
        LocalDate from,
        Optional<LocalDate> until,
        boolean included) {

    /** Tells whether it holds on a day. */
    public boolean holds(LocalDate on) {
        return !on.isBefore(from) && until.map(last -> !on.isAfter(last)).orElse(true);
    }
}
