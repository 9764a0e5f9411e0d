package io.lyceum.tax;

import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tax.internal.StandardRates;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The current school's taxes: whether and where it collects them, at which rates, and how much. */
@UseCase
public class Taxes {

    private static final String RATE =
            "id, country, region, name, rate_thousandths, valid_from, valid_until, included";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final Sellers sellers;

    protected Taxes() {
        this(null, null, null, null);
    }

    @Inject
    Taxes(Sql sql, Clock clock, Audit audit, Sellers sellers) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.sellers = sellers;
    }

    /** Tells who works out the taxes. */
    public TaxMode mode() {
        return setting().mode();
    }

    /** Reads how the school wants its taxes. */
    public TaxSetting setting() {
        return sql.query(
                        "select mode, prices, ask_vies, version from tax_setting where tenant_id = :tenant")
                .first(
                        row ->
                                new TaxSetting(
                                        row.constant("mode", TaxMode.class),
                                        row.constant("prices", TaxPrices.class),
                                        row.flag("ask_vies"),
                                        row.integer("version")))
                .orElse(TaxSetting.FIRST);
    }

    /**
     * Changes how the school wants its taxes.
     *
     * @param wanted its version is the one that the change starts from
     * @throws Problem STALE_VERSION
     */
    public TaxSetting change(TaxSetting wanted) {
        UUID id = Ids.at(clock.instant());
        int written =
                sql.update(
                                """
                                insert into tax_setting (tenant_id, id, mode, prices, ask_vies, version)
                                select :tenant, :id, :mode, :prices, :vies, 1
                                where :version = 0
                                   or exists (select 1 from tax_setting where tenant_id = :tenant)
                                on conflict (tenant_id) do update
                                set mode = excluded.mode, prices = excluded.prices,
                                    ask_vies = excluded.ask_vies, version = tax_setting.version + 1
                                where tax_setting.version = :version
                                """)
                        .set("id", id)
                        .set("mode", wanted.mode())
                        .set("prices", wanted.prices())
                        .set("vies", wanted.askVies())
                        .set("version", wanted.version())
                        .run();
        if (written == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        audit.record("taxes.changed", "tax_setting", id, Map.of("mode", wanted.mode().name()));
        return setting();
    }

    /** Lists where the school collects tax, by country and region. */
    public List<TaxRegistration> registrations() {
        return sql.query(
                        """
                        select id, country, region, scheme, tax_number, since
                        from tax_registration
                        where tenant_id = :tenant
                        order by country, region
                        """)
                .list(
                        row ->
                                new TaxRegistration(
                                        row.uuid("id"),
                                        row.text("country"),
                                        row.text("region"),
                                        row.constant("scheme", TaxRegistration.Scheme.class),
                                        row.text("tax_number"),
                                        LocalDate.parse(row.text("since"))));
    }

    /**
     * Begins to collect tax somewhere.
     *
     * @param wanted its id is not looked at
     * @throws Problem INVALID_INPUT, ALREADY_REGISTERED
     */
    public TaxRegistration register(TaxRegistration wanted) {
        String region = region(wanted.region());
        place(new Checks(), wanted.country(), region)
                .atMost(wanted.taxNumber(), "taxNumber", 40)
                .that(
                        wanted.scheme() == TaxRegistration.Scheme.LOCAL
                                || Countries.inUnion(wanted.country()) && region.isEmpty(),
                        "scheme",
                        "The one-stop shop is for countries of the European Union.")
                .done();
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int added =
                sql.update(
                                """
                                insert into tax_registration
                                    (tenant_id, id, country, region, scheme, tax_number, since, created_at)
                                values (:tenant, :id, :country, :region, :scheme, :number, :since, :now)
                                on conflict (tenant_id, country, region) do nothing
                                """)
                        .set("id", id)
                        .set("country", wanted.country())
                        .set("region", region)
                        .set("scheme", wanted.scheme())
                        .set("number", wanted.taxNumber().strip())
                        .set("since", wanted.since())
                        .set("now", now)
                        .run();
        if (added == 0) {
            throw new Problem(TaxProblem.ALREADY_REGISTERED);
        }
        audit.record(
                "tax_registration.added",
                "tax_registration",
                id,
                Map.of("country", wanted.country(), "region", region));
        return registrations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String region(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    private static Checks place(Checks checks, String country, String region) {
        return checks.that(Countries.isKnown(country), "country", "Choose a country.")
                .that(
                        region.matches("[0-9A-Z]{0,3}"),
                        "region",
                        "Write the region's code, like CA for California.");
    }

    /**
     * Stops to collect tax somewhere.
     *
     * @throws Problem NOT_FOUND
     */
    public void unregister(UUID id) {
        int removed =
                sql.update("delete from tax_registration where tenant_id = :tenant and id = :id")
                        .set("id", id)
                        .run();
        if (removed == 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        audit.record("tax_registration.removed", "tax_registration", id, Map.of());
    }

    /** Lists the school's own rates, by place, the latest first. */
    public List<TaxRate> rates() {
        return sql.query(
                        "select "
                                + RATE
                                + """
                                 from tax_rate
                                where tenant_id = :tenant
                                order by country, region, valid_from desc
                                """)
                .list(Taxes::rate);
    }

    private static TaxRate rate(Row row) {
        return new TaxRate(
                Optional.of(row.uuid("id")),
                row.text("country"),
                row.text("region"),
                row.text("name"),
                row.integer("rate_thousandths"),
                LocalDate.parse(row.text("valid_from")),
                row.optionalText("valid_until").map(LocalDate::parse),
                row.flag("included"));
    }

    /** Lists the rates that come with the product and hold on a day, by country. */
    public List<TaxRate> standard(LocalDate on) {
        return StandardRates.all().stream().filter(rate -> rate.holds(on)).toList();
    }

    /** The day of which the rates are that come with the product. */
    public LocalDate standardOf() {
        return StandardRates.OF;
    }

    /**
     * Enters a rate of the school. It goes before those that come with the product.
     *
     * @param wanted its id is not looked at
     * @throws Problem INVALID_INPUT, TAX_RATE_TAKEN
     */
    public TaxRate enter(TaxRate wanted) {
        String region = region(wanted.region());
        place(new Checks(), wanted.country(), region)
                .text(wanted.name(), "name", 40)
                .that(
                        wanted.thousandths() >= 0 && wanted.thousandths() <= 100_000,
                        "rate",
                        "Write a rate from 0 to 100 percent.")
                .that(
                        wanted.until().map(last -> !last.isBefore(wanted.from())).orElse(true),
                        "until",
                        "Choose a day after the first.")
                .done();
        Instant now = clock.instant();
        return sql.query(
                        """
                        insert into tax_rate
                            (tenant_id, id, country, region, name, rate_thousandths, valid_from, valid_until,
                             included, created_at)
                        values (:tenant, :id, :country, :region, :name, :rate, :from, cast(:until as date),
                            :included, :now)
                        on conflict (tenant_id, country, region, valid_from) do nothing
                        returning\s"""
                                + RATE)
                .set("id", Ids.at(now))
                .set("country", wanted.country())
                .set("region", region)
                .set("name", wanted.name().strip())
                .set("rate", wanted.thousandths())
                .set("from", wanted.from())
                .set("until", wanted.until().map(LocalDate::toString).orElse(null))
                .set("included", wanted.included())
                .set("now", now)
                .first(Taxes::rate)
                .map(this::audited)
                .orElseThrow(() -> new Problem(TaxProblem.TAX_RATE_TAKEN));
    }

    private TaxRate audited(TaxRate rate) {
        audit.record(
                "tax_rate.entered",
                "tax_rate",
                rate.id().orElseThrow(),
                Map.of("country", rate.country(), "thousandths", rate.thousandths()));
        return rate;
    }

    /**
     * Removes a rate of the school.
     *
     * @throws Problem NOT_FOUND
     */
    public void remove(UUID id) {
        int removed =
                sql.update("delete from tax_rate where tenant_id = :tenant and id = :id")
                        .set("id", id)
                        .run();
        if (removed == 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        audit.record("tax_rate.removed", "tax_rate", id, Map.of());
    }

    /**
     * Tells the tax on a price. Nothing is collected by mode NONE, nor by STRIPE_TAX, where Stripe
     * does it; nor where the school is not registered; nor from a business in another country of
     * the European Union whose VAT id is valid, which then pays the price without the tax.
     *
     * @throws Problem NO_TAX_RATE where tax is collected and no rate is known
     */
    public TaxQuote quote(TaxQuestion question) {
        TaxSetting setting = setting();
        if (setting.mode() != TaxMode.TABLE) {
            return TaxQuote.none(question.minor(), question.currency(), false);
        }
        return quote(
                question, setting.prices(), sellers.current().country(), registrations(), rates());
    }

    /** The same, of what is known already. */
    static TaxQuote quote(
            TaxQuestion question,
            TaxPrices prices,
            String home,
            List<TaxRegistration> registrations,
            List<TaxRate> own) {
        String country = question.country();
        String region = region(question.region());
        boolean reversed = reversed(question, home);
        if (registrations.stream().noneMatch(r -> r.covers(country, region, question.on()))) {
            return TaxQuote.none(question.minor(), question.currency(), reversed);
        }
        TaxRate rate =
                find(own, country, region, question.on())
                        .or(() -> find(own, country, "", question.on()))
                        .or(() -> StandardRates.find(country, question.on()))
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                TaxProblem.NO_TAX_RATE,
                                                region.isEmpty() ? country : country + "-" + region,
                                                question.on().toString()));
        boolean included =
                switch (prices) {
                    case CUSTOMARY -> rate.included();
                    case INCLUDED -> true;
                    case ADDED -> false;
                };
        TaxQuote quote = TaxQuote.of(question.minor(), question.currency(), rate, included);
        return reversed ? quote.reversed() : quote;
    }

    private static boolean reversed(TaxQuestion question, String home) {
        return Countries.inUnion(home)
                && Countries.inUnion(question.country())
                && !home.equals(question.country())
                && question.vatId()
                        .filter(id -> id.state() == VatIdAnswer.State.VALID)
                        .filter(id -> id.country().equals(question.country()))
                        .isPresent();
    }

    /** Of rates that overlap the one that began last holds. */
    private static Optional<TaxRate> find(
            List<TaxRate> rates, String country, String region, LocalDate on) {
        return rates.stream()
                .filter(rate -> rate.country().equals(country) && rate.region().equals(region))
                .filter(rate -> rate.holds(on))
                .max((one, other) -> one.from().compareTo(other.from()));
    }
}
