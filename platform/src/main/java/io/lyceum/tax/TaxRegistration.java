package io.lyceum.tax;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Where a school collects tax.
 *
 * @param country as ISO 3166 writes it
 * @param region a part of it, such as a state; empty for all of it
 * @param taxNumber under which it is registered; may be empty
 * @param since the first day
 */
public record TaxRegistration(
        UUID id, String country, String region, Scheme scheme, String taxNumber, LocalDate since) {

    /** What the registration is good for. */
    public enum Scheme {
        /** That country or region. */
        LOCAL,
        /** All of the European Union, by the country's one-stop shop. */
        EU_ONE_STOP
    }

    /** Tells whether tax is collected in a place on a day because of this. */
    public boolean covers(String place, String part, LocalDate on) {
        if (on.isBefore(since)) {
            return false;
        }
        boolean here = country.equals(place) && (region.isEmpty() || region.equals(part));
        return here || scheme == Scheme.EU_ONE_STOP && Countries.inUnion(place);
    }
}
