package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which plan a school is on, for platform admins at the platform's own host. */
@Path("/api/v1/platform/schools/{slug}/plan")
@Tag(name = "Plan")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlatformSchoolPlanApi {

    @Inject Plans plans;
    @Inject Schools schools;
    @Inject CurrentSchool currentSchool;

    @GET
    @Operation(summary = "Reads a school's plan")
    public Plan read(@PathParam("slug") String slug) {
        return plans.of(schools.bySlug(slug).school().id());
    }

    @PUT
    @Operation(
            summary = "Puts a school on a plan, at once",
            description =
                    "Also on one that is not offered. Refused when the school has more than the plan"
                            + " allows.")
    public Plan put(@PathParam("slug") String slug, PlanApi.PlanBody body) {
        SchoolId school = schools.bySlug(slug).school().id();
        PlanApi.PlanBody wanted = Bodies.require(body);
        new Checks().that(wanted.plan() != null, "plan", "Fill this in.").done();
        return currentSchool.call(school, () -> plans.choose(wanted.plan(), true));
    }
}
