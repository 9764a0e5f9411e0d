package io.lyceum.admin.currencies;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.catalog.CourseText;
import io.lyceum.money.CurrencyChoice;
import io.lyceum.money.CurrencyChoices;
import io.lyceum.money.Money;
import io.lyceum.money.Prices;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The form of what something costs in the school's other currencies, beside what is sold. */
@RequestScoped
public class FixedPrices {

    private final Desk desk;
    private final Prices prices;
    private final CurrencyChoices choices;

    protected FixedPrices() {
        this(null, null, null);
    }

    @Inject
    FixedPrices(Desk desk, Prices prices, CurrencyChoices choices) {
        this.desk = desk;
        this.prices = prices;
        this.choices = choices;
    }

    /**
     * The form as it is saved.
     *
     * @param subject id of what is sold
     * @param own its price; what is free has none in other currencies
     * @param action where the form goes
     */
    public FixedPricesView of(UUID subject, Money own, String action) {
        Map<String, String> values = new HashMap<>();
        for (Money fixed : prices.fixed(subject)) {
            values.put(
                    field(fixed.currency()), CourseText.decimal(fixed.minor(), fixed.currency()));
        }
        return new FixedPricesView(
                Form.at(action, values),
                own.minor() == 0
                        ? List.of()
                        : others(own).stream().map(other -> line(own, other)).toList());
    }

    /** The form as it was typed and refused. */
    public FixedPricesView refused(
            FixedPricesView saved, MultivaluedMap<String, String> typed, Problem problem) {
        return new FixedPricesView(desk.refused(saved.form(), typed, problem), saved.lines());
    }

    private List<CurrencyChoice.Offered> others(Money own) {
        return choices.current().all().stream()
                .filter(one -> !one.currency().equals(own.currency()))
                .toList();
    }

    private FixedPricesView.Line line(Money own, CurrencyChoice.Offered other) {
        Optional<String> converted =
                prices.converted(own, other)
                        .map(c -> desk.words().money(c.money().minor(), other.currency()));
        return new FixedPricesView.Line(
                field(other.currency()),
                Currency.getInstance(other.currency()).getDisplayName(desk.locale()),
                other.currency(),
                converted
                        .map(price -> desk.t("prices.otherwise", "price", price))
                        .orElseGet(() -> desk.t("prices.otherwise.none")));
    }

    /**
     * Fixes what was typed; where nothing was, the price is converted. What is free stays free.
     *
     * @throws Problem INVALID_INPUT
     */
    public void save(UUID subject, Money own, MultivaluedMap<String, String> typed) {
        if (own.minor() == 0) {
            return;
        }
        List<Money> wanted = new ArrayList<>(prices.fixed(subject));
        Checks checks = new Checks();
        for (CurrencyChoice.Offered other : others(own)) {
            wanted.removeIf(price -> price.currency().equals(other.currency()));
            String text = Desk.value(typed, field(other.currency())).strip();
            if (!text.isEmpty()) {
                Optional<Money> price =
                        Money.parse(text, other.currency())
                                .filter(p -> p.minor() > 0 && p.minor() <= Prices.MOST);
                checks.that(
                        price.isPresent(), field(other.currency()), "Write an amount like 19.99.");
                price.ifPresent(wanted::add);
            }
        }
        checks.done();
        prices.fix(subject, wanted);
    }

    private static String field(String currency) {
        return "price-" + currency;
    }
}
