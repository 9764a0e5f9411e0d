package io.lyceum.commerce;

import io.lyceum.tax.VatIdAnswer;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a buyer is, and for which company they buy: what the tax depends on, and what the invoice
 * says.
 *
 * @param country as ISO 3166 writes it; empty if it is not known
 * @param region a part of it, such as a state; empty if it is not known
 * @param company empty if they buy for themselves
 * @param vatId as it was checked, if one was given
 */
public record Buyer(String country, String region, String company, Optional<VatIdAnswer> vatId) {

    /** Somebody of whom nothing is known. */
    public static final Buyer UNKNOWN = new Buyer("", "", "", Optional.empty());

    public Buyer {
        country = country.strip().toUpperCase(Locale.ROOT);
        region = region.strip().toUpperCase(Locale.ROOT);
        company = company.strip();
    }

    /** The VAT id, or nothing. */
    public String vatNumber() {
        return vatId.map(VatIdAnswer::vatId).orElse("");
    }
}
