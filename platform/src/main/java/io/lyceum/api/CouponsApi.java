package io.lyceum.api;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Coupon;
import io.lyceum.commerce.CouponId;
import io.lyceum.commerce.Coupons;
import io.lyceum.commerce.OfferId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The school's discounts. */
@Path("/api/v1/coupons")
@Tag(name = "Coupons")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CouponsApi {

    @Inject Coupons coupons;

    @GET
    @Operation(
            summary = "Lists coupons, the latest first",
            description =
                    "`q` is a part of a name or code. Codes of gifts and places are left out.")
    public Slice<Coupon> list(
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return coupons.list(
                Objects.requireNonNullElse(query, ""),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @POST
    @Operation(
            summary = "Adds a coupon",
            description =
                    "Without a code it is a rule that holds for everybody by itself. Without courses and"
                            + " offers it is good for all that is sold.")
    public Response add(CouponBody body) {
        Coupon added = coupons.add(Bodies.require(body).draft());
        return Response.created(URI.create("/api/v1/coupons/" + added.id())).entity(added).build();
    }

    @GET
    @Path("{coupon}")
    @Operation(summary = "Reads a coupon")
    public Response read(@PathParam("coupon") UUID id) {
        Coupon coupon = coupons.byId(new CouponId(id));
        return Etags.ok(coupon, coupon.version());
    }

    @PUT
    @Path("{coupon}")
    @Operation(summary = "Changes a coupon", description = "Needs If-Match.")
    public Response change(
            @PathParam("coupon") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            CouponBody body) {
        Coupon.Draft draft = Bodies.require(body).draft();
        Coupon coupon = coupons.change(new CouponId(id), Etags.require(ifMatch), draft);
        return Etags.ok(coupon, coupon.version());
    }

    @POST
    @Path("{coupon}/archive")
    @Operation(summary = "Ends a coupon")
    public Coupon archive(@PathParam("coupon") UUID id) {
        return coupons.setArchived(new CouponId(id), true);
    }

    @POST
    @Path("{coupon}/restore")
    @Operation(summary = "Lets a coupon hold again")
    public Coupon restore(@PathParam("coupon") UUID id) {
        return coupons.setArchived(new CouponId(id), false);
    }

    /**
     * What is written of a coupon.
     *
     * @param code left out for a rule that holds by itself
     * @param kind {@code PERCENT} or {@code AMOUNT}
     * @param basisPoints of {@code PERCENT}, in hundredths of a percent
     * @param amountMinor of {@code AMOUNT}, in minor units of the currency
     * @param duration {@code ONCE}, {@code MONTHS} or {@code FOREVER}; once if left out
     * @param person only for them; left out for everybody
     */
    @Schema(name = "CouponBody")
    public record CouponBody(
            String name,
            String code,
            String kind,
            @Schema(example = "2500") Integer basisPoints,
            Long amountMinor,
            String currency,
            String duration,
            Integer months,
            Instant startsAt,
            Instant endsAt,
            Integer uses,
            Integer usesEach,
            Boolean firstPurchase,
            Boolean stacks,
            UUID person,
            List<UUID> courses,
            List<UUID> offers) {

        Coupon.Draft draft() {
            Optional<Coupon.Kind> known = Bodies.choice(Coupon.Kind.class, "kind", kind);
            Optional<Coupon.Duration> lasting =
                    Bodies.choice(Coupon.Duration.class, "duration", duration);
            new Checks()
                    .that(known.isPresent(), "kind", "Fill this in.")
                    .that(
                            courses == null || courses.stream().noneMatch(Objects::isNull),
                            "courses",
                            "Fill this in.")
                    .that(
                            offers == null || offers.stream().noneMatch(Objects::isNull),
                            "offers",
                            "Fill this in.")
                    .done();
            return new Coupon.Draft(
                    Objects.requireNonNullElse(name, ""),
                    Optional.ofNullable(code)
                            .map(text -> text.strip().toUpperCase(Locale.ROOT))
                            .filter(text -> !text.isEmpty()),
                    known.orElseThrow(),
                    Objects.requireNonNullElse(basisPoints, 0),
                    Objects.requireNonNullElse(amountMinor, 0L),
                    Optional.ofNullable(currency),
                    lasting.orElse(Coupon.Duration.ONCE),
                    Optional.ofNullable(months),
                    Optional.ofNullable(startsAt),
                    Optional.ofNullable(endsAt),
                    Optional.ofNullable(uses),
                    Optional.ofNullable(usesEach),
                    Boolean.TRUE.equals(firstPurchase),
                    Boolean.TRUE.equals(stacks),
                    Optional.ofNullable(person).map(PersonId::new),
                    Objects.requireNonNullElse(courses, List.<UUID>of()).stream()
                            .map(CourseId::new)
                            .toList(),
                    Objects.requireNonNullElse(offers, List.<UUID>of()).stream()
                            .map(OfferId::new)
                            .toList());
        }
    }
}
