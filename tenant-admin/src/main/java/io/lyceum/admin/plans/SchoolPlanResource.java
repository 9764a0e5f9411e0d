package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's plan with the platform, and what it pays for it. */
@RequestScoped
@Path("/manage/plan")
@Allow(Role.ADMIN)
public class SchoolPlanResource {

    private static final String PATH = "/manage/plan";
    private static final String SHOW = "plans/school";

    @Inject Desk desk;
    @Inject Plans plans;
    @Inject Quotas quotas;
    @Inject PlanPayments payments;
    @Inject CurrentSchool school;

    /**
     * Shows the plan; while a payment is not known to have come in, Stripe is asked.
     *
     * @param back whether Stripe has led the owner back here
     */
    @GET
    @Operation(hidden = true)
    public Response show(@QueryParam("back") String back) {
        boolean reached = true;
        if (back != null) {
            try {
                payments.refresh();
            } catch (Problem problem) {
                // The page says so; it is asked again by itself.
                reached = false;
            }
        }
        return desk.show(SHOW, page(), view(Form.at(PATH), reached));
    }

    private Page page() {
        return desk.page("plan.title", Place.PLAN);
    }

    private SchoolPlanView view(Form form, boolean reached) {
        boolean owner = desk.may(Role.OWNER);
        Optional<PlanSubscription> latest = payments.latest();
        PlanPaying paying = new PlanPaying(desk, plans);
        return new PlanWords(desk)
                .view(
                        form,
                        plans.of(school.id()),
                        quotas.used(),
                        plans.list().stream().filter(Plan::offered).toList(),
                        new PlanWords.Choosing(
                                owner,
                                payments.ready(),
                                latest.filter(PlanSubscription::live),
                                note(latest, owner),
                                latest.flatMap(one -> paying.paying(one, reached, owner)),
                                owner ? paying.invoices(payments.payments()) : List.of(),
                                payments.ready() && payments.test()));
    }

    private String note(Optional<PlanSubscription> latest, boolean owner) {
        if (!owner) {
            return desk.t("plan.owner");
        }
        return latest.filter(PlanSubscription::live).isPresent()
                ? desk.t("plan.note.paying")
                : desk.t("plan.note.pay");
    }

    @POST
    @Allow(Role.OWNER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(MultivaluedMap<String, String> form) {
        try {
            Plan wanted = plans.byId(Desk.uuid(Desk.value(form, "plan")));
            Optional<Offer.Period> period = period(form);
            if (period.isEmpty()) {
                requireNothingPaid();
                Plan plan = plans.choose(wanted.id(), false);
                return desk.done(PATH, "plan.changed", "name", plan.name());
            }
            Optional<String> href =
                    payments.choose(wanted.id(), period.get(), desk.person(), desk.locale());
            return href.isPresent()
                    ? Response.seeOther(URI.create(href.get())).build()
                    : desk.done(PATH, "plan.pay.changed");
        } catch (Problem problem) {
            if (problem.code().status() == 404) {
                throw problem;
            }
            return desk.refuse(
                    problem, SHOW, page(), view(desk.refused(Form.at(PATH), form, problem), true));
        }
    }

    private static Optional<Offer.Period> period(MultivaluedMap<String, String> form) {
        return Arrays.stream(Offer.Period.values())
                .filter(period -> period.name().equals(Desk.value(form, "period")))
                .findFirst();
    }

    private void requireNothingPaid() {
        if (payments.latest().filter(PlanSubscription::live).isPresent()) {
            throw new Problem(PaymentProblem.PLAN_PAID_ALREADY);
        }
    }

    @POST
    @Path("cancel")
    @Allow(Role.OWNER)
    @Operation(hidden = true)
    public Response cancel() {
        return end(true, "plan.pay.cancelled");
    }

    @POST
    @Path("keep")
    @Allow(Role.OWNER)
    @Operation(hidden = true)
    public Response keep() {
        return end(false, "plan.pay.kept");
    }

    private Response end(boolean end, String done) {
        try {
            payments.cancel(end);
            return desk.done(PATH, done);
        } catch (Problem problem) {
            return failed(problem);
        }
    }

    private Response failed(Problem problem) {
        if (problem.code().status() == 404) {
            throw problem;
        }
        return desk.failed(PATH, problem);
    }

    /** A link, not a form: forms lead to Stripe's checkout alone. */
    @GET
    @Path("card")
    @Allow(Role.OWNER)
    @Operation(hidden = true)
    public Response card() {
        try {
            return Response.seeOther(URI.create(payments.portal())).build();
        } catch (Problem problem) {
            return failed(problem);
        }
    }

    @GET
    @Path("invoices/{payment}")
    @Allow(Role.OWNER)
    @Operation(hidden = true)
    public Response invoice(@PathParam("payment") UUID payment) {
        try {
            return Response.seeOther(URI.create(payments.invoice(payment))).build();
        } catch (Problem problem) {
            return failed(problem);
        }
    }
}
