package io.lyceum.tenancy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a school may use, and what the platform takes for it.
 *
 * @param limits what has none is not limited; storage in bytes
 * @param feeBasisPoints the platform's share of sales in hundredths of a percent; the
 *     installation's without one
 * @param priceMinor a month, in minor units
 * @param yearlyMinor a year, in minor units; nothing if it is not paid by the year
 * @param currency ISO, upper case
 * @param offered whether owners are shown it
 * @param onRequest whether owners have to ask for it instead of choosing it
 * @param usual whether new schools are on it
 */
public record Plan(
        UUID id,
        String name,
        Map<Quota, Long> limits,
        Optional<Integer> feeBasisPoints,
        long priceMinor,
        Optional<Long> yearlyMinor,
        String currency,
        boolean offered,
        boolean onRequest,
        boolean usual,
        long version) {

    public Plan {
        limits = Map.copyOf(limits);
    }

    /** Tells whether it costs nothing. */
    public boolean free() {
        return priceMinor == 0 && !onRequest;
    }

    /** The most of something; nothing if there is no limit. */
    public Optional<Long> limit(Quota quota) {
        return Optional.ofNullable(limits.get(quota));
    }
}
