package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rates of sales taxes by place and day: enough to try things out, no tax advice. */
final class TaxTable {

    /**
     * A rate that holds in a place from a day on.
     *
     * @param state part of the country, or "" for all of it
     */
    record Rate(String country, String state, String from, double percent, String kind) {}

    /**
     * The tax on an amount.
     *
     * @param amount the tax itself, whether it comes on top or is within
     */
    record Tax(long amount, long taxable, boolean inclusive, String reason, Rate rate) {

        long onTop() {
            return inclusive ? 0 : amount;
        }
    }

    private static final Set<String> EUROPEAN_UNION =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    /** For each place the newest first. */
    private static final List<Rate> RATES =
            List.of(
                    new Rate("AT", "", "1984-01-01", 20, "vat"),
                    new Rate("BE", "", "1996-01-01", 21, "vat"),
                    new Rate("DE", "", "2021-01-01", 19, "vat"),
                    new Rate("DE", "", "2020-07-01", 16, "vat"),
                    new Rate("DE", "", "2007-01-01", 19, "vat"),
                    new Rate("DK", "", "1992-01-01", 25, "vat"),
                    new Rate("EE", "", "2025-07-01", 24, "vat"),
                    new Rate("EE", "", "2024-01-01", 22, "vat"),
                    new Rate("ES", "", "2012-09-01", 21, "vat"),
                    new Rate("FI", "", "2024-09-01", 25.5, "vat"),
                    new Rate("FI", "", "2013-01-01", 24, "vat"),
                    new Rate("FR", "", "2014-01-01", 20, "vat"),
                    new Rate("IE", "", "2021-03-01", 23, "vat"),
                    new Rate("IT", "", "2013-10-01", 22, "vat"),
                    new Rate("NL", "", "2012-10-01", 21, "vat"),
                    new Rate("PL", "", "2011-01-01", 23, "vat"),
                    new Rate("PT", "", "2011-01-01", 23, "vat"),
                    new Rate("SE", "", "1990-07-01", 25, "vat"),
                    new Rate("GB", "", "2011-01-04", 20, "vat"),
                    new Rate("CH", "", "2024-01-01", 8.1, "vat"),
                    new Rate("CH", "", "2018-01-01", 7.7, "vat"),
                    new Rate("NO", "", "2005-01-01", 25, "vat"),
                    new Rate("JP", "", "2019-10-01", 10, "jct"),
                    new Rate("AU", "", "2000-07-01", 10, "gst"),
                    new Rate("NZ", "", "2010-10-01", 15, "gst"),
                    new Rate("CA", "ON", "2010-07-01", 13, "hst"),
                    new Rate("CA", "", "2008-01-01", 5, "gst"),
                    new Rate("US", "CA", "2017-01-01", 7.25, "sales_tax"),
                    new Rate("US", "NY", "2005-06-01", 4, "sales_tax"),
                    new Rate("US", "TX", "1990-07-01", 6.25, "sales_tax"),
                    new Rate("US", "WA", "1983-01-01", 6.5, "sales_tax"),
                    new Rate("US", "PA", "1968-01-01", 6, "sales_tax"));

    private TaxTable() {}

    /** The rate for an address at a moment; empty where none is collected. */
    static Optional<Rate> rate(JsonNode address, long at) {
        String country = Json.text(address, "country", "");
        String state = Json.text(address, "state", "");
        String day = LocalDate.ofInstant(Instant.ofEpochSecond(at), ZoneOffset.UTC).toString();
        return RATES.stream()
                .filter(rate -> rate.country().equals(country))
                .filter(rate -> rate.state().isEmpty() || rate.state().equals(state))
                .filter(rate -> rate.from().compareTo(day) <= 0)
                .findFirst();
    }

    /**
     * The tax on an amount.
     *
     * @param behavior inclusive, exclusive, or unspecified, which counts as exclusive
     * @param exempt none, exempt or reverse, as at a customer
     * @param business whether the buyer gave the number of a business
     */
    static Tax tax(
            long amount,
            String behavior,
            JsonNode address,
            String exempt,
            boolean business,
            long at) {
        boolean inclusive = behavior.equals("inclusive");
        Optional<Rate> found = rate(address, at);
        if (found.isEmpty()) {
            Rate zero = new Rate(Json.text(address, "country", ""), "", "", 0, "vat");
            return new Tax(0, 0, inclusive, "not_collecting", zero);
        }
        Rate rate = found.get();
        Rate zero = new Rate(rate.country(), rate.state(), rate.from(), 0, rate.kind());
        if (exempt.equals("exempt")) {
            return new Tax(0, 0, inclusive, "customer_exempt", zero);
        }
        if (exempt.equals("reverse") || business && EUROPEAN_UNION.contains(rate.country())) {
            return new Tax(0, 0, inclusive, "reverse_charge", zero);
        }
        return ofRate(amount, inclusive, rate);
    }

    private static Tax ofRate(long amount, boolean inclusive, Rate rate) {
        if (inclusive) {
            long net = Math.round(amount / (1 + rate.percent() / 100));
            return new Tax(amount - net, net, true, "standard_rated", rate);
        }
        return new Tax(
                Money.percent(amount, rate.percent()), amount, false, "standard_rated", rate);
    }

    /** The tax by a tax rate that somebody made. */
    static Tax tax(long amount, ObjectNode taxRate) {
        return ofRate(
                amount,
                Json.flag(taxRate, "inclusive"),
                new Rate(
                        Json.text(taxRate, "country", ""),
                        Json.text(taxRate, "state", ""),
                        taxRate.path("id").asText(),
                        taxRate.path("percentage").asDouble(),
                        Json.text(taxRate, "tax_type", "vat")));
    }

    static boolean known(@Nullable JsonNode address) {
        return address != null && Json.has(address, "country");
    }
}
