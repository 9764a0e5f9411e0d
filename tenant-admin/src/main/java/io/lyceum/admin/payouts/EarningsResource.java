package io.lyceum.admin.payouts;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Step;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Agreements;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.Payouts;
import io.lyceum.identity.Allow;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a teacher earns: their own and nobody else's. */
@RequestScoped
@Path("/manage/earnings")
@Allow(Role.TEACHER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class EarningsResource {

    private static final String PATH = "/manage/earnings";
    private static final int A_PAGE = 50;

    @Inject Desk desk;
    @Inject AccountDesk account;
    @Inject Payouts payouts;
    @Inject Agreements agreements;
    @Inject Earnings earnings;
    @Inject StatementDesk statement;
    @Inject Courses courses;
    @Inject Clock clock;

    private Payee me() {
        return Payee.teacher(desk.person().id());
    }

    /**
     * Shows what the reader earns, and what is left to do before they get it.
     *
     * @param back whether Stripe has led the reader back
     * @param again whether the address at Stripe was stale
     */
    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(
            @QueryParam("back") String back,
            @QueryParam("again") String again,
            @QueryParam("cursor") String cursor) {
        if (again != null) {
            return account.onboard(me(), PATH);
        }
        if (back != null) {
            account.ask(me());
        }
        PersonId person = desk.person().id();
        List<Agreement> agreed = agreements.of(person);
        boolean accept =
                agreed.stream()
                        .flatMap(one -> one.of(person).stream())
                        .anyMatch(share -> share.acceptedAt().isEmpty());
        Optional<ConnectedAccount> found = payouts.find(me());
        boolean mayConnect = found.isPresent() || (!agreed.isEmpty() && !accept);
        Slice<Earnings.Line> earned = earnings.statement(me(), Optional.ofNullable(cursor), A_PAGE);
        return desk.show(
                "payouts/earnings",
                desk.page("earnings.title", Place.EARNINGS),
                new EarningsView(
                        !payouts.ready(),
                        payouts.test(),
                        steps(agreed, accept, found),
                        agreed.stream().map(one -> term(one, person)).toList(),
                        accept,
                        mayConnect,
                        account.view(me(), PATH),
                        account.figures(me()),
                        earned.items().stream().map(this::line).toList(),
                        earned.next().map(next -> PATH + "?cursor=" + next),
                        account.money(me(), PATH)));
    }

    @GET
    @Path("statement.csv")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response statement() {
        return statement.export(me());
    }

    private List<Step> steps(
            List<Agreement> agreed, boolean accept, Optional<ConnectedAccount> found) {
        boolean accepted = !agreed.isEmpty() && !accept;
        boolean ready = found.filter(one -> one.state().transfersEnabled()).isPresent();
        if (ready) {
            return List.of();
        }
        return List.of(
                step("agreement", accepted, !agreed.isEmpty()),
                step("account", ready, accepted || found.isPresent()),
                step("money", false, false));
    }

    private Step step(String what, boolean done, boolean current) {
        return new Step(
                done ? Step.State.DONE : current ? Step.State.CURRENT : Step.State.WAITING,
                desk.t("earnings.step." + what),
                desk.t("earnings.step." + what + ".words"));
    }

    private EarningsView.Term term(Agreement agreed, PersonId person) {
        Course course = courses.byId(agreed.course());
        Agreement.Share share = agreed.of(person).orElseThrow();
        return new EarningsView.Term(
                course.title(),
                PayoutsResource.percent(share.basisPoints()),
                account.terms(agreed, course.currency()),
                share.acceptedAt().isPresent());
    }

    private EarningsView.Line line(Earnings.Line line) {
        return new EarningsView.Line(
                line.course().isEmpty() ? desk.t("earnings.course.gone") : line.course(),
                desk.t("orders.posting." + line.earning().kind()),
                account.amount(line.earning().amountMinor(), line.earning().currency()),
                line.earning().earnedAt(),
                Optional.of(line.earning().dueAt()).filter(due -> due.isAfter(clock.instant())));
    }

    @POST
    @Path("accept")
    @Operation(hidden = true)
    public Response accept() {
        agreements.accept(desk.person().id());
        return desk.done(PATH, "earnings.accepted");
    }

    @POST
    @Path("connect")
    @Operation(hidden = true)
    public Response connect(MultivaluedMap<String, String> form) {
        return account.connect(me(), PATH, form);
    }

    @GET
    @Path("onboard")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response onboard() {
        return account.onboard(me(), PATH);
    }

    @POST
    @Path("refresh")
    @Operation(hidden = true)
    public Response refresh() {
        return account.refresh(me(), PATH);
    }

    @POST
    @Path("pay")
    @Operation(hidden = true)
    public Response pay(MultivaluedMap<String, String> form) {
        return account.pay(me(), PATH, form);
    }
}
