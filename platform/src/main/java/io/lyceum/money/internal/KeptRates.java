package io.lyceum.money.internal;

import io.lyceum.money.Rate;
import io.lyceum.money.RateProvider;
import io.lyceum.money.RateSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Rates that were imported or entered: the school's own, or else the platform's. Banks publish none
 * on weekends and holidays, so one of up to ten days before will do.
 */
@ApplicationScoped
class KeptRates implements RateProvider, Crossing {

    private static final int OLDEST_DAYS = 10;

    private final RateRows rows;

    protected KeptRates() {
        this(null);
    }

    @Inject
    KeptRates(RateRows rows) {
        this.rows = rows;
    }

    @Override
    public RateSource source() {
        return RateSource.IMPORTED;
    }

    @Override
    public Optional<Rate> find(String base, String quote, LocalDate on) {
        return crossed(base, quote, on);
    }

    @Override
    public Optional<Rate> pair(String base, String quote, LocalDate on) {
        LocalDate first = on.minusDays(OLDEST_DAYS);
        return rows.ofSchool(base, quote, first, on)
                .or(() -> rows.ofPlatform(base, quote, first, on));
    }
}
