package io.lyceum.api;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Products;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
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
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the school sells besides single courses. */
@Path("/api/v1/products")
@Tag(name = "Products and offers")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProductsApi {

    @Inject Products products;
    @Inject Offers offers;

    @GET
    @Operation(summary = "Lists products, those that are sold first; at most 200")
    public List<Product> list() {
        return products.list();
    }

    @POST
    @Operation(
            summary = "Adds a product",
            description =
                    "`COURSES` opens the courses that are named, `SCHOOL` all of the school,"
                            + " `CREDITS` none: it is AI credits alone.")
    public Response add(ProductBody body) {
        Product added = products.add(Bodies.require(body).draft());
        return Response.created(URI.create("/api/v1/products/" + added.id())).entity(added).build();
    }

    @GET
    @Path("{product}")
    @Operation(summary = "Reads a product")
    public Response read(@PathParam("product") UUID id) {
        Product product = products.byId(new ProductId(id));
        return Etags.ok(product, product.version());
    }

    @PUT
    @Path("{product}")
    @Operation(summary = "Changes a product", description = "Needs If-Match.")
    public Response change(
            @PathParam("product") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            ProductBody body) {
        Product.Draft draft = Bodies.require(body).draft();
        Product product = products.change(new ProductId(id), Etags.require(ifMatch), draft);
        return Etags.ok(product, product.version());
    }

    @POST
    @Path("{product}/archive")
    @Operation(summary = "Takes a product from sale; who has it keeps it")
    public Product archive(@PathParam("product") UUID id) {
        return products.setArchived(new ProductId(id), true);
    }

    @POST
    @Path("{product}/restore")
    @Operation(summary = "Sells a product again")
    public Product restore(@PathParam("product") UUID id) {
        return products.setArchived(new ProductId(id), false);
    }

    @GET
    @Path("{product}/offers")
    @Operation(summary = "Lists the offers of a product in their order")
    public List<Offer> offers(@PathParam("product") UUID id) {
        return offers.of(products.byId(new ProductId(id)).id());
    }

    @POST
    @Path("{product}/offers")
    @Operation(
            summary = "Adds an offer, as a draft",
            description =
                    "`ONCE` is paid once, `SUBSCRIPTION` each `period`, `INSTALMENTS` so many times.")
    public Response addOffer(@PathParam("product") UUID id, OffersApi.OfferBody body) {
        products.byId(new ProductId(id));
        Offer added = offers.add(new ProductId(id), Bodies.require(body).draft());
        return Response.created(URI.create("/api/v1/offers/" + added.id())).entity(added).build();
    }

    /**
     * What is written of a product.
     *
     * @param scope {@code COURSES}, {@code SCHOOL} or {@code CREDITS}
     * @param coursesAtOnce left out for any number
     * @param credits AI credits: once with what is paid once, so many a month with a subscription;
     *     left out for none
     * @param unlimitedCredits whether AI credits are not counted while a subscription is open; left
     *     out for no
     */
    @Schema(name = "ProductBody")
    public record ProductBody(
            String title,
            String description,
            String scope,
            List<UUID> courses,
            List<String> features,
            Integer coursesAtOnce,
            Integer credits,
            Boolean unlimitedCredits) {

        Product.Draft draft() {
            Optional<Product.Scope> known = Bodies.choice(Product.Scope.class, "scope", scope);
            new Checks()
                    .that(known.isPresent(), "scope", "Fill this in.")
                    .that(
                            courses == null || courses.stream().noneMatch(Objects::isNull),
                            "courses",
                            "Fill this in.")
                    .that(
                            features == null || features.stream().noneMatch(Objects::isNull),
                            "features",
                            "Fill this in.")
                    .done();
            return new Product.Draft(
                    Objects.requireNonNullElse(title, ""),
                    Objects.requireNonNullElse(description, ""),
                    known.orElseThrow(),
                    Objects.requireNonNullElse(courses, List.<UUID>of()).stream()
                            .map(CourseId::new)
                            .toList(),
                    Objects.requireNonNullElse(features, List.of()),
                    Optional.ofNullable(coursesAtOnce),
                    Optional.ofNullable(credits),
                    Boolean.TRUE.equals(unlimitedCredits));
        }
    }
}
