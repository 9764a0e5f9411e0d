package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Currencies;
import io.lyceum.money.CurrencyChoice;
import io.lyceum.money.CurrencyChoices;
import io.lyceum.money.RateSource;
import io.lyceum.money.RoundingRule;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** In which currencies the school shows its prices. */
@Path("/api/v1/currencies")
@Tag(name = "Currencies")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CurrenciesApi {

    @Inject CurrencyChoices choices;

    @GET
    @Operation(
            summary = "Lists the currencies that there are, with their digits and usual rounding")
    public List<Currencies.Known> list() {
        return Currencies.all();
    }

    @GET
    @Path("choice")
    @Operation(summary = "Reads in which currencies the school shows its prices")
    public Response read() {
        CurrencyChoice choice = choices.current();
        return Etags.ok(choice, choice.version());
    }

    @PUT
    @Path("choice")
    @Operation(
            summary = "Changes in which currencies the school shows its prices",
            description =
                    "Needs If-Match. `FIXED` rates come with the product and do not move; `IMPORTED` ones"
                            + " were imported or entered and are at most ten days old. A currency whose"
                            + " pricing is `CONVERTED` shows converted prices beside fixed ones, `FIXED`"
                            + " only those.")
    public Response change(@HeaderParam("If-Match") String ifMatch, ChoiceBody body) {
        long version = Etags.require(ifMatch);
        CurrencyChoice choice =
                choices.change(Bodies.require(body).choice(Math.toIntExact(version)));
        return Etags.ok(choice, choice.version());
    }

    /**
     * What is written of a school's currencies.
     *
     * @param rates {@code FIXED} or {@code IMPORTED}
     */
    @Schema(name = "CurrencyChoiceBody")
    public record ChoiceBody(
            @Schema(example = "EUR") String base, String rates, List<OfferedBody> offered) {

        CurrencyChoice choice(int version) {
            Optional<RateSource> source = Bodies.choice(RateSource.class, "rates", rates);
            new Checks()
                    .that(source.isPresent(), "rates", "Fill this in.")
                    .that(
                            offered == null || offered.stream().noneMatch(Objects::isNull),
                            "offered",
                            "Fill this in.")
                    .done();
            return new CurrencyChoice(
                    code(base),
                    source.orElseThrow(),
                    Objects.requireNonNullElse(offered, List.<OfferedBody>of()).stream()
                            .map(OfferedBody::offered)
                            .toList(),
                    version);
        }
    }

    /**
     * A currency besides the school's own.
     *
     * @param pricing {@code CONVERTED} or {@code FIXED}; the former if left out
     * @param rounding what is usual in the currency if left out
     */
    @Schema(name = "OfferedCurrencyBody")
    public record OfferedBody(
            @Schema(example = "USD") String currency, String pricing, String rounding) {

        CurrencyChoice.Offered offered() {
            return new CurrencyChoice.Offered(
                    code(currency),
                    Bodies.choice(CurrencyChoice.Pricing.class, "pricing", pricing)
                            .orElse(CurrencyChoice.Pricing.CONVERTED),
                    Bodies.choice(RoundingRule.class, "rounding", rounding)
                            .orElseGet(() -> Currencies.of(code(currency)).usual()));
        }
    }

    static String code(String given) {
        return Objects.requireNonNullElse(given, "").strip().toUpperCase(Locale.ROOT);
    }
}
