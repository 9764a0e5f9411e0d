package io.lyceum.money;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What things of the current school cost in its currencies. */
@UseCase
public class Prices {

    /** The highest price, in minor units. */
    public static final long MOST = 100_000_000_000L;

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final CurrencyChoices choices;
    private final Conversion conversion;

    protected Prices() {
        this(null, null, null, null, null);
    }

    @Inject
    Prices(Sql sql, Clock clock, Audit audit, CurrencyChoices choices, Conversion conversion) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.choices = choices;
        this.conversion = conversion;
    }

    /**
     * A price in one of the school's currencies.
     *
     * @param converted how it came about; nothing for the price itself and for a fixed one
     */
    public record Price(Money money, boolean fixed, Optional<Converted> converted) {}

    /** Lists the fixed prices of something, by currency. */
    public List<Money> fixed(UUID subject) {
        return sql.query(
                        """
                        select currency, amount_minor
                        from fixed_price
                        where tenant_id = :tenant and subject_id = :subject
                        order by currency
                        """)
                .set("subject", subject)
                .list(row -> new Money(row.number("amount_minor"), row.text("currency")));
    }

    /**
     * Fixes the prices of something; those that were fixed before and are not given are converted
     * again.
     *
     * @param subject id of what is sold
     * @throws Problem INVALID_INPUT
     */
    public List<Money> fix(UUID subject, List<Money> prices) {
        Set<String> seen = new HashSet<>();
        new Checks()
                .that(
                        prices.stream()
                                .allMatch(
                                        price ->
                                                Currencies.isKnown(price.currency())
                                                        && seen.add(price.currency())),
                        "prices",
                        "Choose each currency once.")
                .that(
                        prices.stream()
                                .allMatch(price -> price.minor() > 0 && price.minor() <= MOST),
                        "prices",
                        "Write an amount like 19.99.")
                .done();
        sql.update("delete from fixed_price where tenant_id = :tenant and subject_id = :subject")
                .set("subject", subject)
                .run();
        Instant now = clock.instant();
        for (Money price : prices) {
            sql.update(
                            """
                            insert into fixed_price (tenant_id, id, subject_id, currency, amount_minor)
                            values (:tenant, :id, :subject, :currency, :minor)
                            """)
                    .set("id", Ids.at(now))
                    .set("subject", subject)
                    .set("currency", price.currency())
                    .set("minor", price.minor())
                    .run();
        }
        audit.record("prices.fixed", "price", subject, Map.of("count", prices.size()));
        return fixed(subject);
    }

    /**
     * Tells what something costs today in a currency: as it was fixed, or converted.
     *
     * @param own the price that it has
     * @return nothing where the school shows no price in that currency, or no rate is known
     */
    public Optional<Price> in(UUID subject, Money own, String currency) {
        return all(subject, own).stream()
                .filter(price -> price.money().currency().equals(currency))
                .findFirst();
    }

    /**
     * Tells what something costs today in each of the school's currencies, its own first.
     * Currencies without a fixed price or a rate are left out.
     *
     * @param own the price that it has; more than 0
     */
    public List<Price> all(UUID subject, Money own) {
        List<Money> fixed = fixed(subject);
        List<Price> prices = new ArrayList<>();
        prices.add(new Price(own, false, Optional.empty()));
        for (CurrencyChoice.Offered offered : choices.current().all()) {
            if (offered.currency().equals(own.currency())) {
                continue;
            }
            Optional<Money> set =
                    fixed.stream()
                            .filter(price -> price.currency().equals(offered.currency()))
                            .findFirst();
            if (set.isPresent()) {
                prices.add(new Price(set.get(), true, Optional.empty()));
            } else {
                converted(own, offered)
                        .ifPresent(
                                converted ->
                                        prices.add(
                                                new Price(
                                                        converted.money(),
                                                        false,
                                                        Optional.of(converted))));
            }
        }
        return List.copyOf(prices);
    }

    /**
     * Tells what a price becomes today in a currency in which it is not fixed.
     *
     * @return nothing where only fixed prices are shown, or no rate is known
     */
    public Optional<Converted> converted(Money own, CurrencyChoice.Offered in) {
        if (in.pricing() != CurrencyChoice.Pricing.CONVERTED
                || !Currencies.isKnown(own.currency())) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return conversion
                .rate(own.currency(), in.currency(), today)
                .map(rate -> Conversion.by(rate, own.minor(), in.rounding()));
    }
}
