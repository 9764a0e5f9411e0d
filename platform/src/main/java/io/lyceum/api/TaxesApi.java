package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Currencies;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether, where and at which rates the school collects tax, and who sells. */
@Path("/api/v1/taxes")
@Tag(name = "Taxes")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TaxesApi {

    @Inject Taxes taxes;
    @Inject Sellers sellers;
    @Inject VatIds vatIds;
    @Inject Clock clock;

    @GET
    @Operation(summary = "Reads how the school wants its taxes")
    public Response read() {
        TaxSetting setting = taxes.setting();
        return Etags.ok(setting, setting.version());
    }

    @PUT
    @Operation(
            summary = "Changes how the school wants its taxes",
            description =
                    "Needs If-Match. `mode` is `NONE`, `TABLE` (the dated rates here) or `STRIPE_TAX`;"
                            + " `prices` say whether they have the tax in them: as is `CUSTOMARY` where the"
                            + " buyer is, `INCLUDED` everywhere or `ADDED` everywhere.")
    public Response change(@HeaderParam("If-Match") String ifMatch, SettingBody body) {
        long version = Etags.require(ifMatch);
        SettingBody wanted = Bodies.require(body);
        Optional<TaxMode> mode = Bodies.choice(TaxMode.class, "mode", wanted.mode());
        new Checks().that(mode.isPresent(), "mode", "Fill this in.").done();
        TaxSetting setting =
                taxes.change(
                        new TaxSetting(
                                mode.orElseThrow(),
                                Bodies.choice(TaxPrices.class, "prices", wanted.prices())
                                        .orElse(TaxPrices.CUSTOMARY),
                                Boolean.TRUE.equals(wanted.askVies()),
                                Math.toIntExact(version)));
        return Etags.ok(setting, setting.version());
    }

    @GET
    @Path("seller")
    @Operation(summary = "Reads who sells, as it stands on receipts")
    public Response seller() {
        Seller seller = sellers.current();
        return Etags.ok(seller, seller.version());
    }

    @PUT
    @Path("seller")
    @Operation(summary = "Changes who sells", description = "Needs If-Match.")
    public Response changeSeller(@HeaderParam("If-Match") String ifMatch, SellerBody body) {
        long version = Etags.require(ifMatch);
        Seller seller = sellers.change(Bodies.require(body).seller(Math.toIntExact(version)));
        return Etags.ok(seller, seller.version());
    }

    @GET
    @Path("registrations")
    @Operation(summary = "Lists where the school collects tax")
    public List<TaxRegistration> registrations() {
        return taxes.registrations();
    }

    @POST
    @Path("registrations")
    @Operation(
            summary = "Begins to collect tax somewhere",
            description =
                    "`scheme` is `LOCAL` for the country or region, or `EU_ONE_STOP` for all of the European"
                            + " Union by the country's one-stop shop.")
    public Response register(RegistrationBody body) {
        return Response.status(201)
                .entity(taxes.register(Bodies.require(body).registration(today())))
                .build();
    }

    @DELETE
    @Path("registrations/{registration}")
    @Operation(summary = "Stops to collect tax somewhere")
    public void unregister(@PathParam("registration") UUID id) {
        taxes.unregister(id);
    }

    @GET
    @Path("rates")
    @Operation(summary = "Lists the school's own rates")
    public List<TaxRate> rates() {
        return taxes.rates();
    }

    @GET
    @Path("rates/standard")
    @Operation(summary = "Lists the rates that come with the product and hold on a day")
    public List<TaxRate> standard(@QueryParam("date") String date) {
        return taxes.standard(day(date, "date").orElseGet(this::today));
    }

    @POST
    @Path("rates")
    @Operation(
            summary = "Enters a rate of the school",
            description =
                    "It goes before those that come with the product; a region's before its country's.")
    public Response enter(RateBody body) {
        return Response.status(201).entity(taxes.enter(Bodies.require(body).rate(today()))).build();
    }

    @DELETE
    @Path("rates/{taxRate}")
    @Operation(summary = "Removes a rate of the school")
    public void remove(@PathParam("taxRate") UUID id) {
        taxes.remove(id);
    }

    @GET
    @Path("quote")
    @Operation(
            summary = "Tells the tax on a price",
            description =
                    "`date` is today if left out. With a VAT id it is checked first, as the school wants it.")
    public TaxQuote quote(
            @QueryParam("country") String country,
            @QueryParam("region") @DefaultValue("") String region,
            @QueryParam("minor") long minor,
            @QueryParam("currency") @DefaultValue(Currencies.EURO) String currency,
            @QueryParam("date") String date,
            @QueryParam("vatId") @DefaultValue("") String vatId) {
        String place = CurrenciesApi.code(country);
        new Checks()
                .that(Countries.isKnown(place), "country", "Choose a country.")
                .that(minor >= 0 && minor <= 1_000_000_000_000L, "minor", "Write a smaller amount.")
                .done();
        return taxes.quote(
                new TaxQuestion(
                        place,
                        region,
                        minor,
                        Currencies.of(CurrenciesApi.code(currency)).code(),
                        day(date, "date").orElseGet(this::today),
                        Optional.of(vatId).filter(id -> !id.isBlank()).map(vatIds::check)));
    }

    @GET
    @Path("vat-ids/{vatId}")
    @Operation(
            summary = "Checks a VAT id",
            description =
                    "By its check digits, and by the European Union's service if the school wants that and"
                            + " the platform has set it up. `UNKNOWN` means that nobody could say.")
    public VatIdAnswer check(@PathParam("vatId") String vatId) {
        return vatIds.check(vatId);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<LocalDate> day(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            new Checks().that(false, field, "Write a day like 2027-01-31.").done();
            return Optional.empty();
        }
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }

    /** How a school wants its taxes. */
    @Schema(name = "TaxSettingBody")
    public record SettingBody(
            @Schema(example = "TABLE") String mode, String prices, Boolean askVies) {}

    /** Who sells. */
    @Schema(name = "SellerBody")
    public record SellerBody(
            String legalName,
            String address,
            @Schema(example = "DE") String country,
            String vatId,
            String email,
            String footer) {

        Seller seller(int version) {
            return new Seller(
                    text(legalName),
                    text(address),
                    CurrenciesApi.code(country),
                    text(vatId),
                    text(email),
                    text(footer),
                    version);
        }
    }

    /**
     * Where tax is collected.
     *
     * @param since the first day; today if left out
     */
    @Schema(name = "TaxRegistrationBody")
    public record RegistrationBody(
            @Schema(example = "DE") String country,
            String region,
            String scheme,
            String taxNumber,
            String since) {

        TaxRegistration registration(LocalDate today) {
            return new TaxRegistration(
                    new UUID(0, 0),
                    CurrenciesApi.code(country),
                    text(region),
                    Bodies.choice(TaxRegistration.Scheme.class, "scheme", scheme)
                            .orElse(TaxRegistration.Scheme.LOCAL),
                    text(taxNumber),
                    day(since, "since").orElse(today));
        }
    }

    /**
     * A rate.
     *
     * @param percent with up to three decimals
     * @param from the first day; today if left out
     * @param until the last day, if it is known
     * @param included whether prices there customarily have it in them
     */
    @Schema(name = "TaxRateBody")
    public record RateBody(
            @Schema(example = "US") String country,
            @Schema(example = "CA") String region,
            @Schema(example = "Sales tax") String name,
            @Schema(example = "7.25") BigDecimal percent,
            String from,
            String until,
            Boolean included) {

        TaxRate rate(LocalDate today) {
            new Checks()
                    .that(
                            percent != null
                                    && percent.stripTrailingZeros().scale() <= 3
                                    && percent.abs().compareTo(BigDecimal.valueOf(1000)) < 0,
                            "percent",
                            "Write a rate from 0 to 100 percent.")
                    .done();
            return new TaxRate(
                    Optional.empty(),
                    CurrenciesApi.code(country),
                    text(region),
                    text(name),
                    percent.movePointRight(3).intValueExact(),
                    day(from, "from").orElse(today),
                    day(until, "until"),
                    !Boolean.FALSE.equals(included));
        }
    }
}
