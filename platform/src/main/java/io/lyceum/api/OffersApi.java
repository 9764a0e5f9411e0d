package io.lyceum.api;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Offers;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Money;
import io.lyceum.money.Prices;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For how much the school's products are sold. */
@Path("/api/v1/offers")
@Tag(name = "Products and offers")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OffersApi {

    @Inject Offers offers;
    @Inject Prices prices;

    @GET
    @Path("{offer}")
    @Operation(summary = "Reads an offer")
    public Response read(@PathParam("offer") UUID id) {
        Offer offer = offers.byId(new OfferId(id)).offer();
        return Etags.ok(offer, offer.version());
    }

    @PUT
    @Path("{offer}")
    @Operation(
            summary = "Changes an offer",
            description =
                    "Needs If-Match. Open orders and subscriptions keep what they began with.")
    public Response change(
            @PathParam("offer") UUID id, @HeaderParam("If-Match") String ifMatch, OfferBody body) {
        Offer.Draft draft = Bodies.require(body).draft();
        Offer offer = offers.change(new OfferId(id), Etags.require(ifMatch), draft);
        return Etags.ok(offer, offer.version());
    }

    @GET
    @Path("{offer}/prices")
    @Operation(
            summary = "Lists what an offer costs today in each of the school's currencies",
            description =
                    "The price of the offer itself first; currencies without a fixed price or a rate are"
                            + " left out.")
    public List<Prices.Price> prices(@PathParam("offer") UUID id) {
        Offer offer = offers.byId(new OfferId(id)).offer();
        return prices.all(id, new Money(offer.priceMinor(), offer.currency()));
    }

    @PUT
    @Path("{offer}/prices")
    @Operation(
            summary = "Fixes what an offer costs in some currencies",
            description = "Fixed prices that are not given any more are converted again.")
    public List<Money> fixPrices(@PathParam("offer") UUID id, FixedPricesBody body) {
        offers.byId(new OfferId(id));
        return prices.fix(id, Bodies.require(body).money());
    }

    @POST
    @Path("{offer}/publish")
    @Operation(summary = "Puts an offer on sale")
    public Offer publish(@PathParam("offer") UUID id) {
        return offers.setStatus(new OfferId(id), Offer.Status.ON_SALE);
    }

    @POST
    @Path("{offer}/archive")
    @Operation(summary = "Takes an offer from sale; subscriptions go on")
    public Offer archive(@PathParam("offer") UUID id) {
        return offers.setStatus(new OfferId(id), Offer.Status.ARCHIVED);
    }

    /**
     * What is written of an offer.
     *
     * @param slug left out to have one made
     * @param title left out to use the product's
     * @param kind {@code ONCE}, {@code SUBSCRIPTION} or {@code INSTALMENTS}
     * @param priceMinor of one payment, in minor units of the currency
     * @param period {@code MONTH} or {@code YEAR}; left out if it is paid once
     * @param payments how often, of {@code INSTALMENTS}
     * @param places how many can be sold; left out for any number
     * @param opensAt when what was bought opens; left out for at once
     * @param extraText with what it is shown at the checkout of other things; left out if it is not
     */
    @Schema(name = "OfferBody")
    public record OfferBody(
            String slug,
            String title,
            String kind,
            String currency,
            @Schema(example = "999") Long priceMinor,
            String period,
            Integer payments,
            Integer trialDays,
            Integer places,
            Instant saleFrom,
            Instant saleUntil,
            Instant opensAt,
            Boolean featured,
            Integer position,
            String extraText) {

        Offer.Draft draft() {
            Optional<Offer.Kind> known = Bodies.choice(Offer.Kind.class, "kind", kind);
            Optional<Offer.Period> often = Bodies.choice(Offer.Period.class, "period", period);
            new Checks().that(known.isPresent(), "kind", "Fill this in.").done();
            return new Offer.Draft(
                    Objects.requireNonNullElse(slug, ""),
                    Objects.requireNonNullElse(title, ""),
                    known.orElseThrow(),
                    Objects.requireNonNullElse(currency, ""),
                    Objects.requireNonNullElse(priceMinor, 0L),
                    often,
                    Optional.ofNullable(payments),
                    Objects.requireNonNullElse(trialDays, 0),
                    Optional.ofNullable(places),
                    Optional.ofNullable(saleFrom),
                    Optional.ofNullable(saleUntil),
                    Optional.ofNullable(opensAt),
                    Boolean.TRUE.equals(featured),
                    Objects.requireNonNullElse(position, 0),
                    Objects.requireNonNullElse(extraText, ""));
        }
    }
}
