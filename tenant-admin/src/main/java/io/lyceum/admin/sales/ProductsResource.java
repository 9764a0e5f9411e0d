package io.lyceum.admin.sales;

import io.lyceum.admin.currencies.FixedPrices;
import io.lyceum.admin.currencies.FixedPricesView;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Products;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Money;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Products and their offers. */
@RequestScoped
@Path("/manage/products")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ProductsResource {

    private static final String PATH = "/manage/products";
    private static final String SHOW = "sales/product";
    private static final String OFFER = "sales/offer";
    private static final int COURSES_LISTED = 500;

    @Inject Desk desk;
    @Inject Products products;
    @Inject Offers offers;
    @Inject Courses courses;
    @Inject Checkout checkout;
    @Inject Schools schools;
    @Inject FixedPrices fixedPrices;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "sales/products",
                desk.page("products.title", Place.PRODUCTS),
                new ProductsView(
                        products.list().stream().map(this::row).toList(), !checkout.ready()));
    }

    private ProductsView.Row row(Product product) {
        List<Offer> sold = offers.of(product.id());
        long onSale = sold.stream().filter(o -> o.status() == Offer.Status.ON_SALE).count();
        return new ProductsView.Row(
                path(product.id()),
                product.title(),
                contents(product),
                desk.t("products.offers.count", "count", onSale),
                product.archived()
                        ? new Badge(Tone.NEUTRAL, desk.t("products.archived"))
                        : onSale == 0
                                ? new Badge(Tone.WARNING, desk.t("products.unsold"))
                                : new Badge(Tone.POSITIVE, desk.t("products.sold")));
    }

    private String contents(Product product) {
        return Stream.of(courses(product), credits(product))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String courses(Product product) {
        return switch (product.scope()) {
            case SCHOOL -> desk.t("products.scope.SCHOOL");
            case COURSES -> desk.t("products.courses.count", "count", product.courses().size());
            case CREDITS -> "";
        };
    }

    private String credits(Product product) {
        return product.unlimitedCredits()
                ? desk.t("products.credits.unlimited")
                : product.credits()
                        .map(count -> desk.t("products.credits.count", "count", count))
                        .orElse("");
    }

    private static String path(ProductId id) {
        return PATH + "/" + id;
    }

    @GET
    @Path("new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response fresh() {
        return desk.show(
                SHOW,
                page(desk.t("products.add")),
                view(
                        Form.at(PATH, Map.of("scope", Product.Scope.COURSES.name())),
                        Set.of(),
                        Optional.empty()));
    }

    private Page page(String title) {
        return desk.page("products.title", Place.PRODUCTS)
                .titled(title)
                .under(PATH, desk.t("products.title"));
    }

    private ProductsView.Edit view(
            Form form, Set<String> chosen, Optional<ProductsView.There> there) {
        return new ProductsView.Edit(
                form,
                Arrays.stream(Product.Scope.values())
                        .map(
                                scope ->
                                        new Option(
                                                scope.name(),
                                                desk.t("products.scope." + scope),
                                                desk.t("products.scope." + scope + ".hint")))
                        .toList(),
                courses
                        .list(Optional.empty(), "", Optional.empty(), COURSES_LISTED)
                        .items()
                        .stream()
                        .filter(c -> c.status() != Course.Status.ARCHIVED)
                        .map(
                                c ->
                                        new ProductsView.Choice(
                                                c.id().toString(),
                                                c.title(),
                                                chosen.contains(c.id().toString())))
                        .toList(),
                there);
    }

    private static Set<String> chosen(MultivaluedMap<String, String> form) {
        return Set.copyOf(form.getOrDefault("course", List.of()));
    }

    private static Product.Draft read(MultivaluedMap<String, String> form) {
        return new Product.Draft(
                Desk.value(form, "title"),
                Desk.value(form, "description"),
                SaleForms.choice(form, "scope", Product.Scope.class),
                chosen(form).stream().map(Desk::uuid).map(CourseId::new).toList(),
                List.of(Desk.value(form, "features")),
                SaleForms.number(form, "coursesAtOnce"),
                SaleForms.number(form, "credits"),
                form.containsKey("unlimitedCredits"));
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Product added = products.add(read(form));
            return desk.done(path(added.id()), "products.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(desk.t("products.add")),
                    view(
                            desk.refused(Form.at(PATH), form, problem),
                            chosen(form),
                            Optional.empty()));
        }
    }

    @GET
    @Path("{product}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("product") UUID id) {
        Product product = products.byId(new ProductId(id));
        return desk.show(
                SHOW,
                page(product.title()),
                view(form(product), chosen(product), Optional.of(there(product))));
    }

    private static Set<String> chosen(Product product) {
        return product.courses().stream().map(CourseId::toString).collect(Collectors.toSet());
    }

    private static Form form(Product product) {
        Map<String, String> values = new HashMap<>();
        values.put("title", product.title());
        values.put("description", product.description());
        values.put("scope", product.scope().name());
        values.put("features", String.join("\n", product.features()));
        values.put("coursesAtOnce", product.coursesAtOnce().map(String::valueOf).orElse(""));
        values.put("credits", product.credits().map(String::valueOf).orElse(""));
        if (product.unlimitedCredits()) {
            values.put("unlimitedCredits", "on");
        }
        values.put("version", Long.toString(product.version()));
        return Form.at(path(product.id()), values);
    }

    private ProductsView.There there(Product product) {
        String origin = schools.originOf(desk.school().id());
        return new ProductsView.There(
                path(product.id()),
                product.archived(),
                offers.of(product.id()).stream()
                        .map(offer -> offerRow(product, offer, origin))
                        .toList());
    }

    private ProductsView.OfferRow offerRow(Product product, Offer offer, String origin) {
        return new ProductsView.OfferRow(
                offerPath(offer),
                offer.title().isBlank() ? product.title() : offer.title(),
                price(offer),
                offer.places().isPresent()
                        ? desk.t(
                                "offers.sold-of",
                                "sold",
                                offer.sold(),
                                "places",
                                offer.places().get())
                        : desk.t("offers.sold", "sold", offer.sold()),
                badge(offer),
                origin + "/offers/" + offer.slug());
    }

    private static String offerPath(Offer offer) {
        return path(offer.product()) + "/offers/" + offer.id();
    }

    private String price(Offer offer) {
        String price = desk.words().money(offer.priceMinor(), offer.currency());
        return offer.period()
                .map(
                        period ->
                                desk.t(
                                        "offers.price." + offer.kind() + "." + period,
                                        "price",
                                        price,
                                        "payments",
                                        offer.payments().orElse(0)))
                .orElse(price);
    }

    private Badge badge(Offer offer) {
        Tone tone =
                switch (offer.status()) {
                    case ON_SALE -> offer.soldOut() ? Tone.WARNING : Tone.POSITIVE;
                    case DRAFT -> Tone.INFO;
                    case ARCHIVED -> Tone.NEUTRAL;
                };
        boolean soldOut = offer.status() == Offer.Status.ON_SALE && offer.soldOut();
        return new Badge(
                tone, desk.t(soldOut ? "offers.sold-out" : "offers.status." + offer.status()));
    }

    @POST
    @Path("{product}")
    @Operation(hidden = true)
    public Response change(@PathParam("product") UUID id, MultivaluedMap<String, String> form) {
        Product product = products.byId(new ProductId(id));
        try {
            products.change(product.id(), Forms.number(form, "version"), read(form));
            return desk.done(path(product.id()), "products.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(product.title()),
                    view(
                            desk.refused(form(product), form, problem),
                            chosen(form),
                            Optional.of(there(product))));
        }
    }

    @POST
    @Path("{product}/archive")
    @Operation(hidden = true)
    public Response archive(@PathParam("product") UUID id) {
        products.setArchived(new ProductId(id), true);
        return desk.done(PATH + "/" + id, "products.archive.done");
    }

    @POST
    @Path("{product}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("product") UUID id) {
        products.setArchived(new ProductId(id), false);
        return desk.done(PATH + "/" + id, "products.restore.done");
    }

    @GET
    @Path("{product}/offers/new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response freshOffer(@PathParam("product") UUID id) {
        Product product = products.byId(new ProductId(id));
        return desk.show(
                OFFER,
                page(product, desk.t("offers.add")),
                view(
                        Form.at(
                                path(product.id()) + "/offers",
                                Map.of("kind", "ONCE", "currency", "EUR", "period", "MONTH")),
                        product.id(),
                        Optional.empty()));
    }

    private Page page(Product product, String title) {
        return desk.page("products.title", Place.PRODUCTS)
                .titled(title)
                .under(path(product.id()), product.title());
    }

    private ProductsView.Offer view(Form form, ProductId product, Optional<Offer> offer) {
        return new ProductsView.Offer(
                form,
                path(product),
                Arrays.stream(Offer.Kind.values())
                        .map(
                                kind ->
                                        new Option(
                                                kind.name(),
                                                desk.t("offers.kind." + kind),
                                                desk.t("offers.kind." + kind + ".hint")))
                        .toList(),
                Arrays.stream(Offer.Period.values())
                        .map(period -> Option.of(period.name(), desk.t("offers.period." + period)))
                        .toList(),
                offer.map(ProductsResource::offerPath).orElse(""),
                offer.map(o -> schools.originOf(desk.school().id()) + "/offers/" + o.slug())
                        .orElse(""),
                offer.filter(o -> o.status() == Offer.Status.ON_SALE).isPresent(),
                offer.map(this::prices).orElseGet(FixedPricesView::none));
    }

    private FixedPricesView prices(Offer offer) {
        return fixedPrices.of(offer.id().value(), own(offer), offerPath(offer) + "/prices");
    }

    private static Money own(Offer offer) {
        return new Money(offer.priceMinor(), offer.currency());
    }

    private Offer.Draft readOffer(MultivaluedMap<String, String> form) {
        Offer.Kind kind = SaleForms.choice(form, "kind", Offer.Kind.class);
        boolean once = kind == Offer.Kind.ONCE;
        String currency = Desk.value(form, "currency").strip().toUpperCase(Locale.ROOT);
        return new Offer.Draft(
                Desk.value(form, "slug"),
                Desk.value(form, "title"),
                kind,
                currency,
                SaleForms.minor(Desk.value(form, "price"), currency, "price"),
                once
                        ? Optional.empty()
                        : Optional.of(SaleForms.choice(form, "period", Offer.Period.class)),
                kind == Offer.Kind.INSTALMENTS
                        ? SaleForms.number(form, "payments")
                        : Optional.empty(),
                kind == Offer.Kind.SUBSCRIPTION ? SaleForms.number(form, "trialDays").orElse(0) : 0,
                SaleForms.number(form, "places"),
                SaleForms.day(form, "saleFrom", desk.words().zone(), 0),
                SaleForms.day(form, "saleUntil", desk.words().zone(), 1),
                once ? SaleForms.day(form, "opensAt", desk.words().zone(), 0) : Optional.empty(),
                form.containsKey("featured"),
                Forms.number(form, "position"),
                once ? Desk.value(form, "extraText") : "");
    }

    @POST
    @Path("{product}/offers")
    @Operation(hidden = true)
    public Response addOffer(@PathParam("product") UUID id, MultivaluedMap<String, String> form) {
        Product product = products.byId(new ProductId(id));
        try {
            Offer added = offers.add(product.id(), readOffer(form));
            return desk.done(offerPath(added), "offers.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    OFFER,
                    page(product, desk.t("offers.add")),
                    view(
                            desk.refused(Form.at(path(product.id()) + "/offers"), form, problem),
                            product.id(),
                            Optional.empty()));
        }
    }

    /** An offer, which has to be the product's. */
    private Offers.Listed listed(UUID product, UUID offer) {
        Offers.Listed found = offers.byId(new OfferId(offer));
        if (!found.product().id().value().equals(product)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return found;
    }

    @GET
    @Path("{product}/offers/{offer}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response showOffer(@PathParam("product") UUID id, @PathParam("offer") UUID offer) {
        Offers.Listed found = listed(id, offer);
        return desk.show(
                OFFER,
                page(found.product(), found.item().title()),
                view(form(found.offer()), found.product().id(), Optional.of(found.offer())));
    }

    private Form form(Offer offer) {
        Map<String, String> values = new HashMap<>();
        values.put("slug", offer.slug());
        values.put("title", offer.title());
        values.put("kind", offer.kind().name());
        values.put("currency", offer.currency());
        values.put("price", SaleForms.amount(offer.priceMinor(), offer.currency()));
        values.put("period", offer.period().map(Enum::name).orElse("MONTH"));
        values.put("payments", offer.payments().map(String::valueOf).orElse(""));
        values.put("trialDays", offer.trialDays() == 0 ? "" : Integer.toString(offer.trialDays()));
        values.put("places", offer.places().map(String::valueOf).orElse(""));
        values.put("saleFrom", SaleForms.day(offer.saleFrom(), desk.words().zone(), 0));
        values.put("saleUntil", SaleForms.day(offer.saleUntil(), desk.words().zone(), 1));
        values.put("opensAt", SaleForms.day(offer.opensAt(), desk.words().zone(), 0));
        values.put("position", offer.position() == 0 ? "" : Integer.toString(offer.position()));
        values.put("extraText", offer.extraText());
        if (offer.featured()) {
            values.put("featured", "on");
        }
        values.put("version", Long.toString(offer.version()));
        return Form.at(offerPath(offer), values);
    }

    @POST
    @Path("{product}/offers/{offer}")
    @Operation(hidden = true)
    public Response changeOffer(
            @PathParam("product") UUID id,
            @PathParam("offer") UUID offer,
            MultivaluedMap<String, String> form) {
        Offers.Listed found = listed(id, offer);
        try {
            offers.change(found.offer().id(), Forms.number(form, "version"), readOffer(form));
            return desk.done(offerPath(found.offer()), "offers.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    OFFER,
                    page(found.product(), found.item().title()),
                    view(
                            desk.refused(form(found.offer()), form, problem),
                            found.product().id(),
                            Optional.of(found.offer())));
        }
    }

    @POST
    @Path("{product}/offers/{offer}/prices")
    @Operation(hidden = true)
    public Response fixPrices(
            @PathParam("product") UUID id,
            @PathParam("offer") UUID offer,
            MultivaluedMap<String, String> form) {
        Offers.Listed found = listed(id, offer);
        try {
            fixedPrices.save(offer, own(found.offer()), form);
            return desk.done(offerPath(found.offer()) + "#prices", "prices.saved");
        } catch (Problem problem) {
            ProductsView.Offer saved =
                    view(form(found.offer()), found.product().id(), Optional.of(found.offer()));
            return desk.refuse(
                    problem,
                    OFFER,
                    page(found.product(), found.item().title()),
                    saved.with(fixedPrices.refused(saved.prices(), form, problem)));
        }
    }

    @POST
    @Path("{product}/offers/{offer}/publish")
    @Operation(hidden = true)
    public Response publish(@PathParam("product") UUID id, @PathParam("offer") UUID offer) {
        Offers.Listed found = listed(id, offer);
        offers.setStatus(found.offer().id(), Offer.Status.ON_SALE);
        return desk.done(path(found.product().id()), "offers.published");
    }

    @POST
    @Path("{product}/offers/{offer}/archive")
    @Operation(hidden = true)
    public Response archiveOffer(@PathParam("product") UUID id, @PathParam("offer") UUID offer) {
        Offers.Listed found = listed(id, offer);
        offers.setStatus(found.offer().id(), Offer.Status.ARCHIVED);
        return desk.done(path(found.product().id()), "offers.archived");
    }
}
