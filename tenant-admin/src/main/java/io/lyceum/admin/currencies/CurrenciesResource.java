package io.lyceum.admin.currencies;

import com.ibm.icu.util.Currency;
import io.lyceum.admin.currencies.CurrenciesView.OwnRate;
import io.lyceum.admin.currencies.CurrenciesView.Row;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Conversion;
import io.lyceum.money.Converted;
import io.lyceum.money.Currencies;
import io.lyceum.money.CurrencyChoice;
import io.lyceum.money.CurrencyChoices;
import io.lyceum.money.ExchangeRates;
import io.lyceum.money.Money;
import io.lyceum.money.Rate;
import io.lyceum.money.RateFiles;
import io.lyceum.money.RateSource;
import io.lyceum.money.RoundingRule;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** In which currencies the school shows its prices, and by which rates. */
@RequestScoped
@Path("/manage/currencies")
@Allow(Role.ADMIN)
public class CurrenciesResource {

    private static final String PATH = "/manage/currencies";
    private static final String SHOW = "currencies/show";
    private static final String A_PRICE = "49.00";
    private static final int A_FEW = 20;

    @Inject Desk desk;
    @Inject CurrencyChoices choices;
    @Inject ExchangeRates rates;
    @Inject RateFiles files;
    @Inject Conversion conversion;
    @Inject Clock clock;

    /** The forms of the page; one of them may have been refused. */
    private record Forms(Form choice, Form amount, Form upload, Form enter) {}

    @GET
    @Operation(hidden = true)
    public Response show(@QueryParam("amount") @DefaultValue("") String amount) {
        CurrencyChoice choice = choices.current();
        return desk.show(SHOW, page(), view(choice, forms(choice, amount)));
    }

    private Page page() {
        return desk.page("currencies.title", Place.CURRENCIES);
    }

    private Forms forms(CurrencyChoice choice, String amount) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base", choice.base());
        values.put("rates", choice.rates().name());
        values.put("version", String.valueOf(choice.version()));
        for (Currencies.Known currency : Currencies.all()) {
            Optional<CurrencyChoice.Offered> offered = choice.of(currency.code());
            values.put("show-" + currency.code(), offered.isPresent() ? "on" : "");
            values.put(
                    "pricing-" + currency.code(),
                    offered.map(CurrencyChoice.Offered::pricing)
                            .orElse(CurrencyChoice.Pricing.CONVERTED)
                            .name());
            values.put(
                    "rounding-" + currency.code(),
                    offered.map(CurrencyChoice.Offered::rounding).orElse(currency.usual()).name());
        }
        Form tried = Form.at(PATH, Map.of("amount", amount.isBlank() ? A_PRICE : amount));
        if (Money.parse(tried.value("amount"), choice.base()).isEmpty()) {
            tried = tried.wrong("amount", desk.t("check.amount"));
        }
        return new Forms(
                Form.at(PATH, values),
                tried,
                Form.at(PATH + "/imports"),
                Form.at(
                        PATH + "/rates",
                        Map.of(
                                "of",
                                choice.base(),
                                "in",
                                choice.base().equals("EUR") ? "USD" : "EUR",
                                "date",
                                today().toString())));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private CurrenciesView view(CurrencyChoice choice, Forms forms) {
        Money tried =
                Money.parse(forms.amount().value("amount"), choice.base())
                        .orElseGet(() -> Money.parse(A_PRICE.split("\\.")[0], choice.base()).get());
        List<Rate> own = rates.own();
        return new CurrenciesView(
                forms.choice(),
                names(),
                Arrays.stream(RateSource.values())
                        .map(
                                source ->
                                        new Option(
                                                source.name(),
                                                desk.t("currencies.rates." + source),
                                                desk.t("currencies.rates." + source + ".hint")))
                        .toList(),
                Arrays.stream(CurrencyChoice.Pricing.values())
                        .map(p -> Option.of(p.name(), desk.t("currencies.pricing." + p)))
                        .toList(),
                choice.offered().stream()
                        .map(one -> row(Currencies.of(one.currency()), one.rounding(), tried))
                        .toList(),
                Currencies.all().stream()
                        .filter(one -> !one.code().equals(choice.base()))
                        .filter(one -> choice.of(one.code()).isEmpty())
                        .map(one -> row(one, one.usual(), tried))
                        .toList(),
                forms.amount(),
                money(tried),
                forms.upload(),
                forms.enter(),
                names(),
                ".xml,application/xml,text/xml",
                desk.words().size(RateFiles.LARGEST_FILE),
                own.stream().limit(A_FEW).map(this::own).toList(),
                own.size() > A_FEW,
                PATH + "/rates/remove");
    }

    private List<Option> names() {
        return Currencies.all().stream()
                .map(one -> Option.of(one.code(), one.code() + " · " + name(one)))
                .toList();
    }

    private String name(Currencies.Known currency) {
        String name = Currency.getInstance(currency.code()).getDisplayName(desk.locale());
        return name.substring(0, 1).toUpperCase(desk.locale()) + name.substring(1);
    }

    private Row row(Currencies.Known currency, RoundingRule rounding, Money tried) {
        Optional<Converted> converted =
                conversion
                        .rate(tried.currency(), currency.code(), today())
                        .map(rate -> Conversion.by(rate, tried.minor(), rounding));
        return new Row(
                currency.code(),
                name(currency),
                RoundingRule.of(currency).stream()
                        .map(rule -> Option.of(rule.name(), desk.t("currencies.rounding." + rule)))
                        .toList(),
                converted.map(c -> money(c.money())),
                converted
                        .map(
                                c ->
                                        desk.t(
                                                "currencies.rate.of",
                                                "rate",
                                                number(c.rate()),
                                                "day",
                                                day(c.date()),
                                                "origin",
                                                desk.t("currencies.origin." + c.origin())))
                        .orElseGet(() -> desk.t("currencies.rate.none")));
    }

    private String money(Money money) {
        return desk.words().money(money.minor(), money.currency());
    }

    private String number(BigDecimal rate) {
        com.ibm.icu.text.NumberFormat format =
                com.ibm.icu.text.NumberFormat.getNumberInstance(desk.locale());
        format.setMaximumFractionDigits(
                Math.max(2, 6 - Math.max(0, rate.precision() - rate.scale())));
        return format.format(rate);
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(desk.locale())
                .format(day);
    }

    private OwnRate own(Rate rate) {
        return new OwnRate(
                rate.base() + " → " + rate.quote(),
                number(rate.rate()),
                day(rate.date()),
                PATH + "/rates/" + rate.id().orElseThrow() + "/remove");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        try {
            choices.change(read(form));
            return desk.done(PATH, "currencies.saved");
        } catch (Problem problem) {
            CurrencyChoice choice = choices.current();
            Forms forms = forms(choice, "");
            return refuse(
                    problem,
                    choice,
                    new Forms(
                            desk.refused(forms.choice(), form, problem),
                            forms.amount(),
                            forms.upload(),
                            forms.enter()));
        }
    }

    private static CurrencyChoice read(MultivaluedMap<String, String> form) {
        String base = Desk.value(form, "base");
        List<CurrencyChoice.Offered> offered = new ArrayList<>();
        for (Currencies.Known currency : Currencies.all()) {
            if (form.containsKey("show-" + currency.code()) && !currency.code().equals(base)) {
                offered.add(
                        new CurrencyChoice.Offered(
                                currency.code(),
                                word(
                                        CurrencyChoice.Pricing.class,
                                        form,
                                        "pricing-" + currency.code(),
                                        CurrencyChoice.Pricing.CONVERTED),
                                word(
                                        RoundingRule.class,
                                        form,
                                        "rounding-" + currency.code(),
                                        currency.usual())));
            }
        }
        return new CurrencyChoice(
                base,
                word(RateSource.class, form, "rates", RateSource.FIXED),
                offered,
                io.lyceum.shared.web.Forms.number(form, "version"));
    }

    private static <E extends Enum<E>> E word(
            Class<E> words, MultivaluedMap<String, String> form, String name, E otherwise) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(form.getFirst(name)))
                .findFirst()
                .orElse(otherwise);
    }

    private Response refuse(Problem problem, CurrencyChoice choice, Forms forms) {
        return desk.refuse(problem, SHOW, page(), view(choice, forms));
    }

    @POST
    @Path("rates")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response enter(MultivaluedMap<String, String> form) {
        try {
            String rate = Desk.value(form, "rate").strip().replace(',', '.');
            String date = Desk.value(form, "date").strip();
            new Checks()
                    .that(
                            rate.matches("\\d{1,9}(\\.\\d{1,10})?"),
                            "rate",
                            "Write a rate like 1.0847.")
                    .that(isDay(date), "date", "Write a day like 2027-01-31.")
                    .done();
            enter(
                    Desk.value(form, "of"),
                    Desk.value(form, "in"),
                    new BigDecimal(rate),
                    LocalDate.parse(date));
            return desk.done(PATH, "currencies.entered");
        } catch (Problem problem) {
            CurrencyChoice choice = choices.current();
            Forms forms = forms(choice, "");
            return refuse(
                    problem,
                    choice,
                    new Forms(
                            forms.choice(),
                            forms.amount(),
                            forms.upload(),
                            desk.refused(forms.enter(), form, problem)));
        }
    }

    private void enter(String base, String quote, BigDecimal rate, LocalDate on) {
        new Checks()
                .that(
                        Currencies.isKnown(quote) && !quote.equals(base),
                        "in",
                        "Choose another currency.")
                .done();
        rates.enter(base, quote, rate, on);
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    @POST
    @Path("rates/{rate}/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response remove(@PathParam("rate") UUID id) {
        rates.remove(id);
        return desk.done(PATH, "currencies.removed");
    }

    @POST
    @Path("rates/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response removeAll() {
        rates.removeAll();
        return desk.done(PATH, "currencies.removed.all");
    }

    @POST
    @Path("imports")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        try {
            ExchangeRates.Imported imported = receive(parts);
            return desk.done(
                    PATH,
                    "currencies.imported",
                    "rates",
                    imported.rates(),
                    "days",
                    imported.days(),
                    "last",
                    day(imported.last()));
        } catch (Problem problem) {
            CurrencyChoice choice = choices.current();
            Forms forms = forms(choice, "");
            Form refused = desk.refused(forms.upload(), Map.<String, String>of(), problem);
            return refuse(
                    problem,
                    choice,
                    new Forms(
                            forms.choice(),
                            forms.amount(),
                            problem.fields().isEmpty()
                                    ? refused.wrong("file", desk.sentence(problem))
                                    : refused,
                            forms.enter()));
        }
    }

    private ExchangeRates.Imported receive(List<EntityPart> parts) {
        for (EntityPart part : parts) {
            if (Desk.fileName(part).isPresent()) {
                try (InputStream content = part.getContent()) {
                    return files.forSchool(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new Problem(
                CommonProblem.INVALID_INPUT,
                List.of(new Problem.FieldError("file", desk.t("check.file"))),
                "file");
    }
}
