package io.lyceum.tax;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the tax on something depends on.
 *
 * @param country where the buyer is, as ISO 3166 writes it
 * @param region a part of it, such as a state; empty if it is not known
 * @param minor the price, in minor units; with the tax in it or without, as is decided by the place
 * @param vatId what is known of the buyer's VAT id, if one was given
 */
public record TaxQuestion(
        String country,
        String region,
        long minor,
        String currency,
        LocalDate on,
        Optional<VatIdAnswer> vatId) {}
