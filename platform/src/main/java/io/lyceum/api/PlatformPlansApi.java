package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quota;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What schools may be on, for platform admins at the platform's own host. */
@Path("/api/v1/platform/plans")
@Tag(name = "Plan")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlatformPlansApi {

    @Inject Plans plans;

    @GET
    @Operation(summary = "Lists plans, the smallest first")
    public List<Plan> list() {
        return plans.list();
    }

    @GET
    @Path("{plan}")
    @Operation(summary = "Reads a plan")
    public Response read(@PathParam("plan") UUID id) {
        Plan plan = plans.byId(id);
        return Etags.ok(plan, plan.version());
    }

    @PUT
    @Path("{plan}")
    @Operation(
            summary = "Changes a plan, for all schools on it at once",
            description =
                    "Needs If-Match. What is left out of `limits` has no limit; what else is left out"
                            + " stays, but for `feeBasisPoints`, without which the installation's"
                            + " share is taken.")
    public Response change(
            @PathParam("plan") UUID id, @HeaderParam("If-Match") String ifMatch, PlanBody body) {
        Plan now = plans.byId(id);
        long version = Etags.require(ifMatch);
        Plan changed = plans.change(Bodies.require(body).over(now, version));
        return Etags.ok(changed, changed.version());
    }

    /**
     * A plan as somebody wants it.
     *
     * @param feeBasisPoints in hundredths of a percent
     * @param priceMinor a month, in minor units
     * @param yearlyMinor a year, in minor units; 0 for none
     * @param onRequest whether owners have to ask for it
     */
    @Schema(name = "PlanBody")
    public record PlanBody(
            @Schema(example = "Pro") String name,
            Map<Quota, Long> limits,
            @Schema(example = "500") Integer feeBasisPoints,
            @Schema(example = "4900") Long priceMinor,
            @Schema(example = "49000") Long yearlyMinor,
            @Schema(example = "EUR") String currency,
            Boolean offered,
            Boolean onRequest,
            Boolean usual) {

        /** A limit of null is none. */
        private Map<Quota, Long> known() {
            Map<Quota, Long> known = new EnumMap<>(Quota.class);
            Objects.requireNonNullElse(limits, Map.<Quota, Long>of())
                    .forEach(
                            (quota, limit) -> {
                                if (limit != null) {
                                    known.put(quota, limit);
                                }
                            });
            return known;
        }

        Plan over(Plan now, long version) {
            return new Plan(
                    now.id(),
                    Objects.requireNonNullElse(name, now.name()),
                    known(),
                    Optional.ofNullable(feeBasisPoints),
                    Objects.requireNonNullElse(priceMinor, now.priceMinor()),
                    yearlyMinor == null
                            ? now.yearlyMinor()
                            : Optional.of(yearlyMinor).filter(minor -> minor != 0),
                    Objects.requireNonNullElse(currency, now.currency()),
                    Objects.requireNonNullElse(offered, now.offered()),
                    Objects.requireNonNullElse(onRequest, now.onRequest()),
                    Objects.requireNonNullElse(usual, now.usual()),
                    version);
        }
    }
}
