package io.lyceum.tax.internal;

import io.lyceum.tax.TaxRate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The standard rates that come with the product; the file says of when and from where. */
public final class StandardRates {

    /** The day of which they are. */
    public static final LocalDate OF = LocalDate.of(2026, 11, 22);

    private static final String FILE = "/tax/standard-rates-" + OF + ".csv";
    private static final List<TaxRate> ALL = read();

    private StandardRates() {}

    /** Lists them by country and day. */
    public static List<TaxRate> all() {
        return ALL;
    }

    /** Finds what held in a country on a day. */
    public static Optional<TaxRate> find(String country, LocalDate on) {
        return ALL.stream()
                .filter(rate -> rate.country().equals(country) && rate.holds(on))
                .findFirst();
    }

    private static List<TaxRate> read() {
        try (InputStream file = StandardRates.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(StandardRates::rate)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaxRate rate(String line) {
        String[] cells = line.split(",", -1);
        return new TaxRate(
                Optional.empty(),
                cells[0],
                "",
                cells[1],
                new BigDecimal(cells[2]).movePointRight(3).intValueExact(),
                LocalDate.parse(cells[3]),
                Optional.of(cells[4]).filter(text -> !text.isEmpty()).map(LocalDate::parse),
                cells[5].equals("yes"));
    }
}
