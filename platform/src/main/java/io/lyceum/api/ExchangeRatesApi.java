package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Conversion;
import io.lyceum.money.Converted;
import io.lyceum.money.Currencies;
import io.lyceum.money.ExchangeRates;
import io.lyceum.money.Rate;
import io.lyceum.money.RateFiles;
import io.lyceum.money.RoundingRule;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What currencies are worth, and what an amount becomes in another one. */
@Path("/api/v1/exchange-rates")
@Tag(name = "Currencies")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ExchangeRatesApi {

    @Inject ExchangeRates rates;
    @Inject RateFiles files;
    @Inject Conversion conversion;
    @Inject Clock clock;

    @GET
    @Operation(
            summary = "Lists the rates that hold today, from one currency to all others",
            description = "Those that are known; each with its date and where it comes from.")
    public List<Rate> list(@QueryParam("base") @DefaultValue(Currencies.EURO) String base) {
        return rates.from(CurrenciesApi.code(base));
    }

    @GET
    @Path("own")
    @Operation(summary = "Lists the rates that the school entered or imported; at most 200")
    public List<Rate> own() {
        return rates.own();
    }

    @POST
    @Path("own")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Enters a rate",
            description = "One of the same day takes the place of the one before.")
    public Response enter(RateBody body) {
        RateBody wanted = Bodies.require(body);
        new Checks().that(wanted.rate() != null, "rate", "Fill this in.").done();
        return Response.status(201)
                .entity(
                        rates.enter(
                                CurrenciesApi.code(wanted.base()),
                                CurrenciesApi.code(wanted.quote()),
                                wanted.rate(),
                                day(wanted.date())))
                .build();
    }

    @DELETE
    @Path("own/{rate}")
    @Operation(summary = "Removes a rate of the school")
    public void remove(@PathParam("rate") UUID id) {
        rates.remove(id);
    }

    @POST
    @Path("imports")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Imports rates for the school from a file of the European Central Bank",
            description =
                    "The body is `eurofxref-daily.xml`, `eurofxref-hist-90d.xml` or `eurofxref-hist.xml`, of"
                            + " up to 16 MB. Its latest 400 days are kept. A file with an error changes"
                            + " nothing.")
    public ExchangeRates.Imported upload(InputStream body) {
        return files.forSchool(Bodies.require(body));
    }

    @GET
    @Path("conversion")
    @Operation(
            summary = "Tells what an amount becomes in another currency",
            description =
                    "`date` is today if left out, `rounding` what is usual in the currency. Halves are"
                            + " rounded up.")
    public Converted convert(
            @QueryParam("minor") long minor,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("date") String date,
            @QueryParam("rounding") String rounding) {
        Currencies.Known target = Currencies.of(CurrenciesApi.code(to));
        Optional<RoundingRule> rule = Bodies.choice(RoundingRule.class, "rounding", rounding);
        new Checks()
                .that(
                        rule.map(r -> r.fits(target)).orElse(true),
                        "rounding",
                        "Choose a rounding that the currency has.")
                .that(Math.abs(minor) <= 1_000_000_000_000L, "minor", "Write a smaller amount.")
                .done();
        return conversion.convert(
                minor,
                CurrenciesApi.code(from),
                target.code(),
                day(date),
                rule.orElse(target.usual()));
    }

    private LocalDate day(String text) {
        if (text == null || text.isBlank()) {
            return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            new Checks().that(false, "date", "Write a day like 2027-01-31.").done();
            throw e;
        }
    }

    /**
     * A rate.
     *
     * @param rate units of {@code quote} for one of {@code base}
     * @param date today if left out
     */
    @Schema(name = "ExchangeRateBody")
    public record RateBody(
            @Schema(example = "EUR") String base,
            @Schema(example = "USD") String quote,
            @Schema(example = "1.0847") BigDecimal rate,
            @Schema(example = "2026-03-31") String date) {}
}
