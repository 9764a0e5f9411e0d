package io.lyceum.money;

import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which currencies a school shows its prices.
 *
 * @param base in which prices are made
 * @param rates where rates come from
 * @param offered what people may choose besides the base, in the order in which it is shown
 * @param version grows with each change; 0 before the first
 */
public record CurrencyChoice(String base, RateSource rates, List<Offered> offered, int version) {

    /** What holds until a school says otherwise. */
    public static final CurrencyChoice FIRST =
            new CurrencyChoice(Currencies.EURO, RateSource.FIXED, List.of(), 0);

    public CurrencyChoice {
        offered = List.copyOf(offered);
    }

    /** How prices come into a currency. */
    public enum Pricing {
        /** From the base, by a dated rate; a price that is fixed goes before. */
        CONVERTED,
        /** Only what has a fixed price is shown in it. */
        FIXED
    }

    /**
     * A currency besides the base.
     *
     * @param rounding of converted prices
     */
    public record Offered(String currency, Pricing pricing, RoundingRule rounding) {}

    /**
     * The base and what is offered besides: what has a price of its own in another currency is
     * shown in the base as well.
     */
    public List<Offered> all() {
        return Stream.concat(
                        Stream.of(
                                new Offered(base, Pricing.CONVERTED, Currencies.of(base).usual())),
                        offered.stream())
                .toList();
    }

    /** The codes of currencies. */
    public static List<String> codes(List<Offered> of) {
        return of.stream().map(Offered::currency).toList();
    }

    /** Finds what was chosen for a currency. */
    public Optional<Offered> of(String currency) {
        return offered.stream().filter(one -> one.currency().equals(currency)).findFirst();
    }

    /**
     * Checks a choice.
     *
     * @throws Problem INVALID_INPUT
     */
    void check() {
        Set<String> seen = new HashSet<>(Set.of(base));
        new Checks()
                .that(Currencies.isKnown(base), "base", "Choose one of the currencies.")
                .that(
                        offered.stream()
                                .allMatch(
                                        one ->
                                                Currencies.isKnown(one.currency())
                                                        && seen.add(one.currency())
                                                        && one.rounding()
                                                                .fits(
                                                                        Currencies.of(
                                                                                one.currency()))),
                        "offered",
                        "Choose each currency once, besides your own, with a rounding that it has.")
                .done();
    }
}
