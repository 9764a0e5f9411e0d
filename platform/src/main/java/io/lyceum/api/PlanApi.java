package io.lyceum.api;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.PlanPayment;
import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    @Inject PlanPayments payments;
    @Inject CurrentPerson currentPerson;
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
                plans.list().stream().filter(Plan::offered).toList(),
                payments.latest().map(PayingView::of));
    }

    @PUT
    @Allow(Role.OWNER)
    @Operation(
            summary = "Puts the school on another plan that costs nothing, at once",
            description =
                    "Refused when the school has more than the plan allows, and while it pays for a"
                            + " plan.")
    public PlanView change(PlanBody body) {
        PlanBody wanted = Bodies.require(body);
        new Checks().that(wanted.plan() != null, "plan", "Fill this in.").done();
        if (payments.latest().filter(PlanSubscription::live).isPresent()) {
            throw new Problem(PaymentProblem.PLAN_PAID_ALREADY);
        }
        plans.choose(wanted.plan(), false);
        return view();
    }

    @POST
    @Path("checkout")
    @Allow(Role.OWNER)
    @Operation(
            summary = "Chooses a plan that costs something",
            description =
                    "Answers where it is paid; the plan changes when it is. A school that pays"
                            + " already changes at once and pays the difference: then no address is"
                            + " answered.")
    public CheckoutView checkout(CheckoutBody body) {
        CheckoutBody wanted = Bodies.require(body);
        Optional<Offer.Period> period =
                Bodies.choice(Offer.Period.class, "period", wanted.period());
        new Checks()
                .that(wanted.plan() != null, "plan", "Fill this in.")
                .that(period.isPresent(), "period", "Fill this in.")
                .done();
        return new CheckoutView(
                payments.choose(
                        wanted.plan(),
                        period.orElseThrow(),
                        currentPerson.require(),
                        CurrentRequest.require().locale()));
    }

    @POST
    @Path("cancel")
    @Allow(Role.OWNER)
    @Operation(
            summary = "Has what is paid end with its period; the school is on the free plan then")
    public PlanView cancel() {
        payments.cancel(true);
        return view();
    }

    @POST
    @Path("keep")
    @Allow(Role.OWNER)
    @Operation(summary = "Has what was cancelled go on after all")
    public PlanView keep() {
        payments.cancel(false);
        return view();
    }

    @GET
    @Path("payments")
    @Allow(Role.OWNER)
    @Operation(
            summary = "Lists what the school has paid for its plan, the latest first; at most 100")
    public List<PlanPayment> payments() {
        return payments.payments();
    }

    /** The school's plan, what is used of it, and the plans that may be chosen. */
    @Schema(name = "SchoolPlanView")
    public record PlanView(
            Plan plan,
            Map<Quota, Long> used,
            List<Plan> offered,
            Optional<PayingView> subscription) {}

    /**
     * What the school pays.
     *
     * @param priceMinor of one payment, in minor units of the currency
     * @param graceUntil until when the school stays on the plan although a payment has failed
     */
    @Schema(name = "SchoolPlanSubscription")
    public record PayingView(
            UUID plan,
            Offer.Period period,
            PlanSubscription.Status status,
            String currency,
            long priceMinor,
            Optional<Instant> periodEnd,
            Optional<Instant> endsAt,
            Optional<Instant> graceUntil) {

        static PayingView of(PlanSubscription paid) {
            return new PayingView(
                    paid.plan(),
                    paid.period(),
                    paid.status(),
                    paid.currency(),
                    paid.priceMinor(),
                    paid.periodEnd(),
                    paid.endsAt(),
                    paid.graceUntil());
        }
    }

    /**
     * The plan that is wanted.
     *
     * @param period {@code MONTH} or {@code YEAR}
     */
    @Schema(name = "SchoolPlanCheckoutBody")
    public record CheckoutBody(UUID plan, @Schema(example = "MONTH") String period) {}

    /** Where it is paid. */
    @Schema(name = "SchoolPlanCheckoutView")
    public record CheckoutView(Optional<String> url) {}

    /** The plan that is wanted. */
    @Schema(name = "SchoolPlanBody")
    public record PlanBody(UUID plan) {}
}
