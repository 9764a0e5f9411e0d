package io.lyceum.academy;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.Subscription.Status;
import io.lyceum.commerce.Subscriptions;
import io.lyceum.commerce.web.SubscriptionsView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody pays again and again, and how they change it. */
@Path("/subscriptions")
@RequestScoped
@Allow(Role.LEARNER)
public class SubscriptionsResource {

    private static final String PATH = "/subscriptions";
    private static final Set<String> DONE =
            Set.of("cancelled", "kept", "paused", "resumed", "changed");

    @Inject Subscriptions subscriptions;
    @Inject Checkout checkout;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;
    @Inject Clock clock;

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("done") String done) {
        return page(200, done != null && DONE.contains(done) ? done : "", "");
    }

    private Response page(int status, String done, String error) {
        return pages.html(
                status,
                "commerce/subscriptions",
                new SubscriptionsView(
                        subscriptions.of(currentPerson.require().id()).stream()
                                .map(this::line)
                                .toList(),
                        done,
                        error,
                        checkout.test()),
                PageContext.Section.ACCOUNT);
    }

    private SubscriptionsView.Line line(Subscription one) {
        Messages words = Cards.words();
        boolean ends = one.endsAt().isPresent();
        boolean free =
                one.live()
                        && one.payments().isEmpty()
                        && one.status() != Status.GRACE
                        && one.status() != Status.UNPAID;
        boolean paused = one.status() == Status.PAUSED;
        return new SubscriptionsView.Line(
                PATH + "/" + one.id(),
                one.title(),
                words.get(
                        "terms.subscription." + one.period(),
                        "price",
                        CourseText.price(words, one.priceMinor(), one.currency())),
                ends && one.live() ? "ENDS" : one.status().name(),
                one.open(clock.instant()) && !ends,
                text(words, one),
                one.live() && one.payments().isEmpty() && !ends,
                free && ends,
                free && !ends && !paused && one.status() == Status.ACTIVE,
                paused,
                one.live(),
                free && !ends && !paused
                        ? subscriptions.alternatives(one).stream()
                                .map(
                                        listed ->
                                                new SubscriptionsView.Change(
                                                        listed.offer().id().toString(),
                                                        listed.item().title(),
                                                        SaleTexts.terms(words, listed.item())))
                                .toList()
                        : List.of());
    }

    private static String text(Messages words, Subscription one) {
        String key =
                one.payments().isPresent() && one.status() == Status.ACTIVE
                        ? "INSTALMENTS"
                        : one.endsAt().isPresent() && one.live() ? "ENDS" : one.status().name();
        return words.get(
                "subscription.text." + key,
                "next",
                one.periodEnd().map(Cards::day).orElse(""),
                "trial",
                one.trialEnd().map(Cards::day).orElse(""),
                "ends",
                one.endsAt().map(Cards::day).orElse(""),
                "until",
                one.graceUntil().map(Cards::day).orElse(""),
                "paid",
                one.paidPayments(),
                "payments",
                one.payments().orElse(0));
    }

    private Response act(UUID id, String done, Consumer<Subscription> action) {
        Subscription mine = subscriptions.of(currentPerson.require().id(), id);
        try {
            action.accept(mine);
            return Response.seeOther(URI.create(PATH + "?done=" + done)).build();
        } catch (Problem problem) {
            if (problem.code() instanceof CommonProblem) {
                throw problem;
            }
            return refused(problem);
        }
    }

    private Response refused(Problem problem) {
        boolean over = problem.code() == PaymentProblem.SUBSCRIPTION_OVER;
        return page(
                problem.code().status(),
                "",
                Cards.words().get(over ? "subscription.error.over" : "subscription.error.silent"));
    }

    @POST
    @Path("{subscription}/cancel")
    @Operation(hidden = true)
    public Response cancel(@PathParam("subscription") UUID id) {
        return act(id, "cancelled", one -> subscriptions.cancel(one, true));
    }

    @POST
    @Path("{subscription}/keep")
    @Operation(hidden = true)
    public Response keep(@PathParam("subscription") UUID id) {
        return act(id, "kept", one -> subscriptions.cancel(one, false));
    }

    @POST
    @Path("{subscription}/pause")
    @Operation(hidden = true)
    public Response pause(@PathParam("subscription") UUID id) {
        return act(id, "paused", one -> subscriptions.pause(one, true));
    }

    @POST
    @Path("{subscription}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("subscription") UUID id) {
        return act(id, "resumed", one -> subscriptions.pause(one, false));
    }

    @POST
    @Path("{subscription}/change")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(
            @PathParam("subscription") UUID id, MultivaluedMap<String, String> form) {
        return act(id, "changed", one -> subscriptions.change(one, offer(form.getFirst("offer"))));
    }

    private static OfferId offer(String text) {
        try {
            return new OfferId(UUID.fromString(text));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /** Leads to where the card is changed and what is due is paid. */
    @POST
    @Path("{subscription}/card")
    @Operation(hidden = true)
    public Response card(@PathParam("subscription") UUID id) {
        Subscription mine = subscriptions.of(currentPerson.require().id(), id);
        try {
            return Response.seeOther(
                            URI.create(
                                    subscriptions.portal(
                                            mine, CurrentRequest.require().origin() + PATH)))
                    .build();
        } catch (Problem problem) {
            return refused(problem);
        }
    }
}
