package io.lyceum.admin.sales;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.Subscription.Status;
import io.lyceum.commerce.Subscriptions;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people pay the school again and again. */
@RequestScoped
@Path("/manage/subscriptions")
@Allow(Role.ADMIN)
public class SubscriptionsResource {

    private static final String PATH = "/manage/subscriptions";
    private static final int A_PAGE = 50;

    @Inject Desk desk;
    @Inject Subscriptions subscriptions;

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("cursor") String cursor) {
        Optional<Status> chosen =
                Arrays.stream(Status.values())
                        .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(status))
                        .findFirst();
        Slice<Subscriptions.Line> found =
                subscriptions.list(chosen, query, Optional.ofNullable(cursor), A_PAGE);
        String kept =
                PATH
                        + "?status="
                        + chosen.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("")
                        + "&q="
                        + Html.urlParameter(query);
        return desk.show(
                "sales/subscriptions",
                desk.page("subscriptions.title", Place.SUBSCRIPTIONS),
                new SubscriptionsView(
                        new Listing(
                                PATH,
                                query,
                                List.of(new Listing.Kept("status", status)),
                                tabs(chosen),
                                Optional.ofNullable(cursor).map(c -> kept),
                                found.next().map(n -> kept + "&cursor=" + Html.urlParameter(n)),
                                ""),
                        found.items().stream().map(this::row).toList()));
    }

    private List<Tab> tabs(Optional<Status> chosen) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(
                new Tab(PATH, desk.t("subscriptions.tab.all"), Optional.empty(), chosen.isEmpty()));
        for (Status status : Status.values()) {
            tabs.add(
                    new Tab(
                            PATH + "?status=" + status.name().toLowerCase(Locale.ROOT),
                            desk.t("subscriptions.status." + status),
                            Optional.empty(),
                            chosen.equals(Optional.of(status))));
        }
        return tabs;
    }

    private SubscriptionsView.Row row(Subscriptions.Line line) {
        Subscription one = line.subscription();
        boolean may = one.live() && one.payments().isEmpty();
        boolean ends = one.endsAt().isPresent();
        return new SubscriptionsView.Row(
                one.title(),
                line.name().isBlank() ? line.email() : line.name(),
                one.person().map(person -> "/manage/people/" + person).orElse(""),
                desk.t(
                        "offers.price.SUBSCRIPTION." + one.period(),
                        "price",
                        desk.words().money(one.priceMinor(), one.currency()),
                        "payments",
                        0),
                badge(one.status()),
                next(one),
                may && !ends ? PATH + "/" + one.id() + "/cancel" : "",
                may && ends ? PATH + "/" + one.id() + "/keep" : "");
    }

    private Badge badge(Status status) {
        Tone tone =
                switch (status) {
                    case ACTIVE, PAID_OFF -> Tone.POSITIVE;
                    case TRIAL -> Tone.INFO;
                    case PAUSED, ENDED -> Tone.NEUTRAL;
                    case GRACE -> Tone.WARNING;
                    case UNPAID -> Tone.CRITICAL;
                };
        return new Badge(tone, desk.t("subscriptions.status." + status));
    }

    private String next(Subscription one) {
        if (!one.live()) {
            return "";
        }
        return one.endsAt()
                .map(at -> desk.t("subscriptions.ends", "day", desk.words().date(at)))
                .or(
                        () ->
                                one.periodEnd()
                                        .map(
                                                at ->
                                                        desk.t(
                                                                "subscriptions.next",
                                                                "day",
                                                                desk.words().date(at))))
                .orElse("");
    }

    @POST
    @Path("{subscription}/cancel")
    @Operation(hidden = true)
    public Response cancel(@PathParam("subscription") UUID id) {
        return end(id, true, "subscriptions.cancelled");
    }

    @POST
    @Path("{subscription}/keep")
    @Operation(hidden = true)
    public Response keep(@PathParam("subscription") UUID id) {
        return end(id, false, "subscriptions.kept");
    }

    private Response end(UUID id, boolean end, String done) {
        try {
            subscriptions.cancel(subscriptions.byId(id), end);
            return desk.done(PATH, done);
        } catch (Problem problem) {
            if (problem.code() == CommonProblem.NOT_FOUND) {
                throw problem;
            }
            return desk.failed(PATH, problem);
        }
    }
}
