package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's plan with the platform. */
@RequestScoped
@Path("/manage/plan")
@Allow(Role.ADMIN)
public class SchoolPlanResource {

    private static final String PATH = "/manage/plan";
    private static final String SHOW = "plans/school";

    @Inject Desk desk;
    @Inject Plans plans;
    @Inject Quotas quotas;
    @Inject CurrentSchool school;

    @GET
    @Operation(hidden = true)
    public Response show() {
        return desk.show(SHOW, page(), view(Form.at(PATH)));
    }

    private Page page() {
        return desk.page("plan.title", Place.PLAN);
    }

    private SchoolPlanView view(Form form) {
        return new PlanWords(desk)
                .view(
                        form,
                        plans.of(school.id()),
                        quotas.used(),
                        plans.list().stream().filter(Plan::offered).toList(),
                        desk.may(Role.OWNER));
    }

    @POST
    @Allow(Role.OWNER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(MultivaluedMap<String, String> form) {
        try {
            Plan plan = plans.choose(Desk.uuid(Desk.value(form, "plan")), false);
            return desk.done(PATH, "plan.changed", "name", plan.name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem, SHOW, page(), view(desk.refused(Form.at(PATH), form, problem)));
        }
    }
}
