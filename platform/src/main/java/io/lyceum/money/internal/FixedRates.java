package io.lyceum.money.internal;

import io.lyceum.money.Currencies;
import io.lyceum.money.Rate;
import io.lyceum.money.RateProvider;
import io.lyceum.money.RateSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rates that come with the product, so that a school has some before anybody imports any: the
 * reference rates of one day, in the file that they were published in. They hold from that day on
 * and do not grow too old; their date is shown with them.
 */
@ApplicationScoped
public class FixedRates implements RateProvider, Crossing {

    private static final String FILE = "/rates/eurofxref-2026-09-24.xml";

    private final Map<String, BigDecimal> perEuro = new HashMap<>();
    private LocalDate day = LocalDate.MAX;

    public FixedRates() {
        try (InputStream file = FixedRates.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            for (EcbFile.Line line : EcbFile.read(file, 1 << 20, LocalDate.of(2026, 9, 24))) {
                perEuro.put(line.currency(), line.rate());
                day = line.on();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RateSource source() {
        return RateSource.FIXED;
    }

    @Override
    public Optional<Rate> find(String base, String quote, LocalDate on) {
        return on.isBefore(day) ? Optional.empty() : crossed(base, quote, on);
    }

    @Override
    public Optional<Rate> pair(String base, String quote, LocalDate on) {
        if (base.equals(Currencies.EURO)) {
            return Optional.ofNullable(perEuro.get(quote))
                    .map(rate -> Rate.of(base, quote, rate, day, Rate.Origin.BUILT_IN));
        }
        return quote.equals(Currencies.EURO)
                ? pair(quote, base, on).map(Rate::turned)
                : Optional.empty();
    }
}
