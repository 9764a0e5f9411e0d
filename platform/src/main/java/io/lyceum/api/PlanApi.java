package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The school's plan with the platform. */
@Path("/api/v1/plan")
@Tag(name = "Plan")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlanApi {

    @Inject Plans plans;
    @Inject Quotas quotas;
    @Inject CurrentSchool school;

    @GET
    @Operation(
            summary = "Reads the school's plan, what is used of it, and the plans to choose from",
            description =
                    "What has no limit is left out of `limits`; `STORAGE` is in bytes, `CALLS` in this"
                            + " month of UTC.")
    public PlanView read() {
        return view();
    }

    private PlanView view() {
        return new PlanView(
                plans.of(school.id()),
                quotas.used(),
                plans.list().stream().filter(Plan::offered).toList());
    }

    @PUT
    @Allow(Role.OWNER)
    @Operation(
            summary = "Puts the school on another plan, at once",
            description = "Refused when the school has more than the plan allows.")
    public PlanView change(PlanBody body) {
        PlanBody wanted = Bodies.require(body);
        new Checks().that(wanted.plan() != null, "plan", "Fill this in.").done();
        plans.choose(wanted.plan(), false);
        return view();
    }

    /** The school's plan, what is used of it, and the plans that may be chosen. */
    @Schema(name = "SchoolPlanView")
    public record PlanView(Plan plan, Map<Quota, Long> used, List<Plan> offered) {}

    /** The plan that is wanted. */
    @Schema(name = "SchoolPlanBody")
    public record PlanBody(UUID plan) {}
}
