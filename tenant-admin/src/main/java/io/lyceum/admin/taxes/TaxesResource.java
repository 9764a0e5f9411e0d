package io.lyceum.admin.taxes;

import com.ibm.icu.text.NumberFormat;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.CurrencyChoices;
import io.lyceum.money.Money;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.tax.Countries;
import io.lyceum.tax.Seller;
import io.lyceum.tax.Sellers;
import io.lyceum.tax.TaxMode;
import io.lyceum.tax.TaxPrices;
import io.lyceum.tax.TaxQuestion;
import io.lyceum.tax.TaxQuote;
import io.lyceum.tax.TaxRate;
import io.lyceum.tax.TaxRegistration;
import io.lyceum.tax.TaxSetting;
import io.lyceum.tax.Taxes;
import io.lyceum.tax.VatIdAnswer;
import io.lyceum.tax.VatIds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether, where and at which rates the school collects tax, and who sells. */
@RequestScoped
@Path("/manage/taxes")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TaxesResource {

    private static final String PATH = "/manage/taxes";
    private static final String SHOW = "taxes/show";

    /** Several forms stand on the page; these begin the names of their fields. */
    private static final String SELLER = "seller-";

    private static final String REGISTRATION = "registration-";
    private static final String RATE = "rate-";

    @Inject Desk desk;
    @Inject Taxes taxes;
    @Inject Sellers sellers;
    @Inject VatIds vatIds;
    @Inject CurrencyChoices currencies;
    @Inject Clock clock;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(
            @QueryParam("country") @DefaultValue("") String country,
            @QueryParam("region") @DefaultValue("") String region,
            @QueryParam("amount") @DefaultValue("") String amount,
            @QueryParam("vatId") @DefaultValue("") String vatId) {
        Form attempt =
                Form.at(
                        PATH,
                        Map.of(
                                "country",
                                country.isEmpty() ? sellers.current().country() : country,
                                "region",
                                region,
                                "amount",
                                amount.isEmpty() ? "49.00" : amount,
                                "vatId",
                                vatId));
        Optional<TaxesView.Answer> answer = Optional.empty();
        if (!country.isEmpty()) {
            try {
                answer = Optional.of(answer(country, region, amount, vatId));
            } catch (Problem problem) {
                attempt = desk.refused(attempt, Map.<String, String>of(), problem);
            }
        }
        return desk.show(SHOW, page(), view(new Filled().attempt(attempt, answer)));
    }

    private TaxesView.Answer answer(String country, String region, String amount, String vatId) {
        Optional<Money> price = Money.parse(amount, currencies.current().base());
        new Checks()
                .that(price.isPresent(), "amount", "Write an amount like 19.99.")
                .that(Countries.isKnown(country), "country", "Choose a country.")
                .done();
        Optional<VatIdAnswer> known =
                Optional.of(vatId).filter(id -> !id.isBlank()).map(vatIds::check);
        TaxQuote quote =
                taxes.quote(
                        new TaxQuestion(
                                country,
                                region,
                                price.orElseThrow().minor(),
                                price.orElseThrow().currency(),
                                today(),
                                known));
        String said =
                known.map(id -> desk.t("taxes.vat." + id.source() + "." + id.state()) + " ")
                        .orElse("");
        String note =
                quote.reverseCharge()
                        ? desk.t("taxes.answer.reverse")
                        : quote.name().isEmpty()
                                ? desk.t("taxes.answer.none")
                                : quote.name() + " " + percent(quote.thousandths());
        return new TaxesView.Answer(
                money(quote.netMinor(), quote),
                money(quote.taxMinor(), quote),
                money(quote.grossMinor(), quote),
                said + note);
    }

    private String money(long minor, TaxQuote quote) {
        return desk.words().money(minor, quote.currency());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Page page() {
        return desk.page("taxes.title", Place.TAXES);
    }

    /** The forms as they stand, but for one that was refused or tried. */
    private final class Filled {

        private final TaxSetting setting = taxes.setting();
        private final Seller saved = sellers.current();
        private Form choice =
                Form.at(
                        PATH,
                        Map.of(
                                "mode", setting.mode().name(),
                                "prices", setting.prices().name(),
                                "askVies", setting.askVies() ? "on" : "",
                                "version", String.valueOf(setting.version())));
        private Form seller =
                Form.at(
                        PATH + "/seller",
                        Map.of(
                                SELLER + "legalName", saved.legalName(),
                                SELLER + "address", saved.address(),
                                SELLER + "country", saved.country(),
                                SELLER + "vatId", saved.vatId(),
                                SELLER + "email", saved.email(),
                                SELLER + "footer", saved.footer(),
                                SELLER + "version", String.valueOf(saved.version())));
        private Form register =
                Form.at(
                        PATH + "/registrations",
                        Map.of(
                                REGISTRATION + "country", saved.country(),
                                REGISTRATION + "scheme", "LOCAL",
                                REGISTRATION + "since", today().toString()));
        private Form enter =
                Form.at(
                        PATH + "/rates",
                        Map.of(
                                RATE + "country", saved.country(),
                                RATE + "from", today().toString(),
                                RATE + "included", "on"));
        private Form attempt = Form.at(PATH, Map.of("country", saved.country(), "amount", "49.00"));
        private Optional<TaxesView.Answer> answer = Optional.empty();

        Filled attempt(Form form, Optional<TaxesView.Answer> found) {
            attempt = form;
            answer = found;
            return this;
        }
    }

    private TaxesView view(Filled filled) {
        return new TaxesView(
                filled.choice,
                options(TaxMode.values(), "taxes.mode."),
                options(TaxPrices.values(), "taxes.prices."),
                vatIds.viesReady(),
                filled.seller,
                countries(),
                taxes.registrations().stream().map(this::registration).toList(),
                filled.register,
                Arrays.stream(TaxRegistration.Scheme.values())
                        .map(s -> Option.of(s.name(), desk.t("taxes.scheme." + s)))
                        .toList(),
                taxes.rates().stream()
                        .map(r -> rate(r, PATH + "/rates/" + r.id().orElseThrow() + "/remove"))
                        .toList(),
                filled.enter,
                taxes.standard(today()).stream()
                        .map(r -> rate(r, ""))
                        .sorted(Comparator.comparing(TaxesView.Rate::place))
                        .toList(),
                day(taxes.standardOf()),
                filled.attempt,
                filled.answer);
    }

    private List<Option> options(Enum<?>[] words, String key) {
        return Arrays.stream(words)
                .map(
                        word ->
                                new Option(
                                        word.name(),
                                        desk.t(key + word),
                                        desk.t(key + word + ".hint")))
                .toList();
    }

    private List<Option> countries() {
        return Stream.concat(
                        Stream.of(Option.of("", desk.t("taxes.country.choose"))),
                        Countries.all().stream()
                                .map(code -> Option.of(code, country(code)))
                                .sorted(Comparator.comparing(Option::label)))
                .toList();
    }

    private String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(desk.locale());
    }

    private String place(String country, String region) {
        return region.isEmpty() ? country(country) : country(country) + ", " + region;
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(desk.locale())
                .format(day);
    }

    private String percent(int thousandths) {
        NumberFormat format = NumberFormat.getPercentInstance(desk.locale());
        format.setMaximumFractionDigits(3);
        return format.format(BigDecimal.valueOf(thousandths, 5));
    }

    private TaxesView.Registration registration(TaxRegistration one) {
        return new TaxesView.Registration(
                place(one.country(), one.region()),
                desk.t("taxes.scheme." + one.scheme()),
                one.taxNumber(),
                day(one.since()),
                PATH + "/registrations/" + one.id() + "/remove");
    }

    private TaxesView.Rate rate(TaxRate rate, String remove) {
        return new TaxesView.Rate(
                place(rate.country(), rate.region()),
                rate.name(),
                percent(rate.thousandths()),
                rate.until()
                        .map(
                                last ->
                                        desk.t(
                                                "taxes.from.until",
                                                "from",
                                                day(rate.from()),
                                                "until",
                                                day(last)))
                        .orElseGet(() -> desk.t("taxes.from", "from", day(rate.from()))),
                remove);
    }

    @POST
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        try {
            Optional<TaxMode> mode = word(TaxMode.class, form, "mode");
            Optional<TaxPrices> prices = word(TaxPrices.class, form, "prices");
            new Checks()
                    .that(mode.isPresent(), "mode", "Fill this in.")
                    .that(prices.isPresent(), "prices", "Fill this in.")
                    .done();
            taxes.change(
                    new TaxSetting(
                            mode.orElseThrow(),
                            prices.orElseThrow(),
                            form.containsKey("askVies"),
                            Forms.number(form, "version")));
            return desk.done(PATH, "taxes.saved");
        } catch (Problem problem) {
            Filled filled = new Filled();
            filled.choice = desk.refused(filled.choice, form, problem);
            return desk.refuse(problem, SHOW, page(), view(filled));
        }
    }

    private static <E extends Enum<E>> Optional<E> word(
            Class<E> words, MultivaluedMap<String, String> form, String name) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(form.getFirst(name)))
                .findFirst();
    }

    @POST
    @Path("seller")
    @Operation(hidden = true)
    public Response seller(MultivaluedMap<String, String> form) {
        try {
            sellers.change(
                    new Seller(
                            Desk.value(form, SELLER + "legalName"),
                            Desk.value(form, SELLER + "address"),
                            Desk.value(form, SELLER + "country"),
                            Desk.value(form, SELLER + "vatId"),
                            Desk.value(form, SELLER + "email"),
                            Desk.value(form, SELLER + "footer"),
                            Forms.number(form, SELLER + "version")));
            return desk.done(PATH, "taxes.seller.saved");
        } catch (Problem problem) {
            Filled filled = new Filled();
            filled.seller = refused(filled.seller, form, problem, SELLER);
            return desk.refuse(problem, SHOW, page(), view(filled));
        }
    }

    /** The form after a refusal, whose fields have longer names here. */
    private Form refused(
            Form form, MultivaluedMap<String, String> typed, Problem problem, String prefix) {
        Form refused = desk.refused(form, typed, problem);
        Map<String, String> errors = new HashMap<>();
        refused.errors().forEach((field, why) -> errors.put(prefix + field, why));
        return new Form(refused.action(), refused.values(), errors, refused.refusal());
    }

    @POST
    @Path("registrations")
    @Operation(hidden = true)
    public Response register(MultivaluedMap<String, String> form) {
        try {
            taxes.register(
                    new TaxRegistration(
                            new UUID(0, 0),
                            Desk.value(form, REGISTRATION + "country"),
                            Desk.value(form, REGISTRATION + "region"),
                            word(TaxRegistration.Scheme.class, form, REGISTRATION + "scheme")
                                    .orElse(TaxRegistration.Scheme.LOCAL),
                            Desk.value(form, REGISTRATION + "taxNumber"),
                            day(form, REGISTRATION, "since").orElseGet(this::today)));
            return desk.done(PATH, "taxes.registered");
        } catch (Problem problem) {
            Filled filled = new Filled();
            filled.register = refused(filled.register, form, problem, REGISTRATION);
            return desk.refuse(problem, SHOW, page(), view(filled));
        }
    }

    private static Optional<LocalDate> day(
            MultivaluedMap<String, String> form, String prefix, String field) {
        String text = Desk.value(form, prefix + field).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            new Checks().that(false, field, "Write a day like 2027-01-31.").done();
            return Optional.empty();
        }
    }

    @POST
    @Path("registrations/{registration}/remove")
    @Operation(hidden = true)
    public Response unregister(@PathParam("registration") UUID id) {
        taxes.unregister(id);
        return desk.done(PATH, "taxes.unregistered");
    }

    @POST
    @Path("rates")
    @Operation(hidden = true)
    public Response enter(MultivaluedMap<String, String> form) {
        try {
            String percent = Desk.value(form, RATE + "rate").strip().replace(',', '.');
            new Checks()
                    .that(
                            percent.matches("\\d{1,3}(\\.\\d{1,3})?"),
                            "rate",
                            "Write a rate from 0 to 100 percent.")
                    .done();
            taxes.enter(
                    new TaxRate(
                            Optional.empty(),
                            Desk.value(form, RATE + "country"),
                            Desk.value(form, RATE + "region"),
                            Desk.value(form, RATE + "name"),
                            new BigDecimal(percent).movePointRight(3).intValueExact(),
                            day(form, RATE, "from").orElseGet(this::today),
                            day(form, RATE, "until"),
                            form.containsKey(RATE + "included")));
            return desk.done(PATH, "taxes.rate.entered");
        } catch (Problem problem) {
            Filled filled = new Filled();
            filled.enter = refused(filled.enter, form, problem, RATE);
            return desk.refuse(problem, SHOW, page(), view(filled));
        }
    }

    @POST
    @Path("rates/{taxRate}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("taxRate") UUID id) {
        taxes.remove(id);
        return desk.done(PATH, "taxes.rate.removed");
    }
}
