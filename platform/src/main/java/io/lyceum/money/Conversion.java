package io.lyceum.money;

import io.lyceum.shared.UseCase;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Amounts in other currencies, by the rates that the current school has chosen. */
@UseCase
public class Conversion {

    private final Instance<RateProvider> providers;
    private final CurrencyChoices choices;

    protected Conversion() {
        this(null, null);
    }

    @Inject
    Conversion(@Any Instance<RateProvider> providers, CurrencyChoices choices) {
        this.providers = providers;
        this.choices = choices;
    }

    /**
     * Finds the rate of a day.
     *
     * @return nothing if none is known that is fresh enough
     */
    public Optional<Rate> rate(String from, String to, LocalDate on) {
        RateSource source = choices.current().rates();
        return providers.stream()
                .filter(provider -> provider.source() == source)
                .findFirst()
                .orElseThrow()
                .find(Currencies.of(from).code(), Currencies.of(to).code(), on);
    }

    /**
     * Converts an amount: exactly, and rounded once by the rule, halves up.
     *
     * @param minor in minor units of {@code from}
     * @param on the day whose rate is wanted
     * @throws Problem UNKNOWN_CURRENCY, NO_RATE
     */
    public Converted convert(
            long minor, String from, String to, LocalDate on, RoundingRule rounding) {
        Rate rate =
                rate(from, to, on)
                        .orElseThrow(
                                () -> new Problem(MoneyProblem.NO_RATE, from, to, on.toString()));
        return by(rate, minor, rounding);
    }

    /** Converts an amount by a rate; an amount that stays in its currency is not rounded. */
    public static Converted by(Rate rate, long minor, RoundingRule rounding) {
        Currencies.Known from = Currencies.of(rate.base());
        Currencies.Known to = Currencies.of(rate.quote());
        long converted =
                from.equals(to)
                        ? minor
                        : rounding.round(
                                BigDecimal.valueOf(minor, from.digits()).multiply(rate.units()),
                                rate.per(),
                                to);
        return new Converted(
                new Money(converted, to.code()),
                new Money(minor, from.code()),
                rate.rate(),
                rate.date(),
                rate.origin(),
                rounding);
    }
}
