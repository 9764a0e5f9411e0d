package io.lyceum.money;

import io.lyceum.money.internal.EcbFile;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Files of exchange rates as the European Central Bank publishes them: {@code eurofxref-daily.xml},
 * {@code eurofxref-hist-90d.xml} and {@code eurofxref-hist.xml}. Call it outside of transactions:
 * it reads what comes in.
 */
@ApplicationScoped
public class RateFiles {

    /** The whole history since 1999 has about 8 MB. */
    public static final int LARGEST_FILE = 16 << 20;

    private final ExchangeRates rates;
    private final Clock clock;

    protected RateFiles() {
        this(null, null);
    }

    @Inject
    RateFiles(ExchangeRates rates, Clock clock) {
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * Imports a file for the current school.
     *
     * @throws Problem RATES_UNREADABLE, BODY_TOO_LARGE; nothing is kept then
     */
    public ExchangeRates.Imported forSchool(InputStream file) {
        return rates.keep(read(file));
    }

    /**
     * Imports a file for all schools.
     *
     * @throws Problem RATES_UNREADABLE, BODY_TOO_LARGE; nothing is kept then
     */
    public ExchangeRates.Imported forAll(InputStream file) {
        return rates.keepForAll(read(file));
    }

    private List<EcbFile.Line> read(InputStream file) {
        return EcbFile.read(
                file, LARGEST_FILE, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
