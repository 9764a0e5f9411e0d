package io.lyceum.academy;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.web.CheckoutView;
import io.lyceum.commerce.web.PricingView;
import io.lyceum.money.CurrencyChoice;
import io.lyceum.money.CurrencyChoices;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a school sells besides single courses. */
@Path("/")
@RequestScoped
@Open
public class OffersResource {

    private static final int COURSES_SHOWN = 6;
    private static final int FEW_LEFT = 20;

    @Inject Offers offers;
    @Inject Orders orders;
    @Inject CurrencyChoices choices;
    @Inject Buying buying;
    @Inject Pages pages;

    @GET
    @Path("pricing")
    @Operation(hidden = true)
    public Response pricing(@QueryParam("currency") @DefaultValue("") String asked) {
        List<Offers.Listed> listed = offers.onSale();
        List<String> shown =
                listed.isEmpty() ? List.of() : CurrencyChoice.codes(choices.current().all());
        String currency = shown.contains(asked) ? asked : "";
        return pages.html(
                "commerce/pricing",
                new PricingView(
                        cards(
                                listed,
                                currency,
                                one ->
                                        !credits(one)
                                                && one.offer().kind() == Offer.Kind.SUBSCRIPTION),
                        cards(
                                listed,
                                currency,
                                one ->
                                        !credits(one)
                                                && one.offer().kind() != Offer.Kind.SUBSCRIPTION),
                        cards(listed, currency, OffersResource::credits),
                        currencies(listed, shown, currency)),
                PageContext.Section.PRICING);
    }

    private List<PricingView.Card> cards(
            List<Offers.Listed> listed, String currency, Predicate<Offers.Listed> which) {
        return listed.stream().filter(which).map(one -> card(one, currency)).toList();
    }

    private static boolean credits(Offers.Listed listed) {
        return listed.product().scope() == Product.Scope.CREDITS;
    }

    /**
     * A school with one currency has nothing to choose. Where prices were made in several, they are
     * shown as they were made at first.
     */
    private static List<PricingView.Currency> currencies(
            List<Offers.Listed> listed, List<String> shown, String chosen) {
        if (shown.size() < 2) {
            return List.of();
        }
        Messages words = Cards.words();
        Set<String> own =
                listed.stream().map(one -> one.item().currency()).collect(Collectors.toSet());
        boolean several = own.size() > 1;
        String current = chosen.isEmpty() && !several ? own.iterator().next() : chosen;
        return Stream.concat(several ? Stream.of("") : Stream.empty(), shown.stream())
                .map(
                        code ->
                                new PricingView.Currency(
                                        code,
                                        code.isEmpty()
                                                ? words.get("pricing.currency.own")
                                                : code
                                                        + " · "
                                                        + Currency.getInstance(code)
                                                                .getDisplayName(words.locale()),
                                        code.equals(current)))
                .toList();
    }

    /** What has no price in the currency is shown in its own. */
    private PricingView.Card card(Offers.Listed listed, String currency) {
        SaleItem item = orders.inCurrency(listed.item(), currency).orElse(listed.item());
        Messages words = Cards.words();
        List<CheckoutView.Content> contents = buying.contents(listed.product());
        return new PricingView.Card(
                item.path() + "/checkout" + (currency.isEmpty() ? "" : "?currency=" + currency),
                item.title(),
                item.description(),
                CourseText.price(words, item.priceMinor(), item.currency()),
                SaleTexts.per(words, item),
                note(words, listed.offer()),
                listed.product().features(),
                contents.stream().limit(COURSES_SHOWN).toList(),
                Math.max(0, contents.size() - COURSES_SHOWN),
                listed.product().scope() == Product.Scope.SCHOOL,
                CreditTexts.line(words, listed.product(), item),
                listed.offer().featured(),
                listed.offer().soldOut());
    }

    private static String note(Messages words, Offer offer) {
        if (offer.trialDays() > 0) {
            return words.get("pricing.trial", "days", offer.trialDays());
        }
        if (offer.opensAt().isPresent()) {
            return words.get("pricing.opens", "day", Cards.day(offer.opensAt().get()));
        }
        return offer.places()
                .map(places -> places - offer.sold())
                .filter(left -> left > 0 && left <= FEW_LEFT)
                .map(left -> words.get("pricing.left", "count", left))
                .orElse("");
    }

    /** An offer's own address shows what is bought. */
    @GET
    @Path("offers/{offer}")
    @Operation(hidden = true)
    public Response show(@PathParam("offer") String slug) {
        return Response.seeOther(URI.create(offers.bySlug(slug).item().path() + "/checkout"))
                .build();
    }

    @GET
    @Path("offers/{offer}/checkout")
    @Operation(hidden = true)
    public Response checkout(@PathParam("offer") String slug, @Context UriInfo asked) {
        Offers.Listed listed = offers.bySlug(slug);
        return buying.page(
                listed.item(), Optional.of(listed.product()), asked.getQueryParameters());
    }

    @POST
    @Path("offers/{offer}/checkout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response buy(
            @PathParam("offer") String slug,
            @Context HttpHeaders headers,
            MultivaluedMap<String, String> form) {
        Offers.Listed listed = offers.bySlug(slug);
        return buying.start(listed.item(), Optional.of(listed.product()), form, headers);
    }
}
