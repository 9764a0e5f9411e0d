package io.lyceum.admin.currencies;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * The school's currencies with what a price becomes in them.
 *
 * @param form what is chosen
 * @param amount the price that is tried, as a number in the form and in words
 * @param upload takes a file of rates
 * @param enter takes a rate
 * @param accept file types for the browser's dialogue
 * @param limit size of a file, in words
 * @param own rates of the school, the latest first
 * @param more whether there are more of them
 */
public record CurrenciesView(
        Form form,
        List<Option> bases,
        List<Option> sources,
        List<Option> pricings,
        List<Row> shown,
        List<Row> others,
        Form amount,
        String amountInWords,
        Form upload,
        Form enter,
        List<Option> currencies,
        String accept,
        String limit,
        List<OwnRate> own,
        boolean more,
        String forget) {

    /**
     * A currency.
     *
     * @param roundings that it knows
     * @param price what the tried price becomes; nothing if no rate is known
     * @param rate with its date, in words
     */
    public record Row(
            String code,
            String name,
            List<Option> roundings,
            Optional<String> price,
            String rate) {}

    /** A rate of the school. */
    public record OwnRate(String pair, String rate, String day, String remove) {}
}
