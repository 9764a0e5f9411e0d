package io.lyceum.api;

import io.lyceum.money.Money;
import io.lyceum.shared.problem.Checks;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All of the prices that are fixed for something. */
@Schema(name = "FixedPricesBody")
public record FixedPricesBody(List<PriceBody> prices) {

    /**
     * A price.
     *
     * @param minor in minor units of the currency
     */
    @Schema(name = "FixedPriceBody")
    public record PriceBody(
            @Schema(example = "5900") long minor, @Schema(example = "USD") String currency) {}

    /**
     * Reads them.
     *
     * @throws io.lyceum.shared.problem.Problem INVALID_INPUT
     */
    List<Money> money() {
        List<PriceBody> wanted = Objects.requireNonNullElse(prices, List.of());
        new Checks()
                .that(wanted.stream().noneMatch(Objects::isNull), "prices", "Fill this in.")
                .done();
        return wanted.stream()
                .map(p -> new Money(p.minor(), CurrenciesApi.code(p.currency())))
                .toList();
    }
}
