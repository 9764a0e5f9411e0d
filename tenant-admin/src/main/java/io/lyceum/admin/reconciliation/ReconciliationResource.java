package io.lyceum.admin.reconciliation;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.reconciliation.RunView.FindingRow;
import io.lyceum.admin.reconciliation.RunView.SumRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Reconciliation;
import io.lyceum.commerce.Reconciliation.Finding;
import io.lyceum.commerce.Reconciliation.Kind;
import io.lyceum.commerce.Reconciliations;
import io.lyceum.commerce.SchoolBalances;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How Stripe compares with the books of all schools. */
@RequestScoped
@Path("/platform/reconciliation")
@Allow(Role.PLATFORM_ADMIN)
public class ReconciliationResource {

    private static final int A_PAGE = 50;
    private static final int SCHOOLS_A_PAGE = 50;
    private static final String PATH = "/platform/reconciliation";
    private static final String TITLE = "reconciliation.title";

    @Inject Desk desk;
    @Inject Reconciliations reconciliations;
    @Inject Checkout checkout;
    @Inject SchoolBalances balances;
    @Inject Schools schools;

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("cursor") String cursor) {
        Slice<Reconciliation> found = reconciliations.list(Optional.ofNullable(cursor), A_PAGE);
        return desk.show(
                "reconciliation/list",
                desk.page(TITLE, Place.RECONCILIATION),
                new RunsView(
                        found.items().stream().map(this::row).toList(),
                        !checkout.ready(),
                        found.next().map(next -> PATH + "?cursor=" + Html.urlParameter(next))));
    }

    /** How the books of all schools stand. */
    @GET
    @Path("balances")
    @Operation(hidden = true)
    public Response balances(@QueryParam("cursor") String cursor) {
        Slice<SchoolBalances.Balance> found =
                balances.list(Optional.ofNullable(cursor), SCHOOLS_A_PAGE);
        return desk.show(
                "reconciliation/balances",
                desk.page("balances.title", Place.RECONCILIATION).under(PATH, desk.t(TITLE)),
                new BalancesView(
                        found.items().stream().map(this::row).toList(),
                        found.next()
                                .map(
                                        next ->
                                                PATH
                                                        + "/balances?cursor="
                                                        + Html.urlParameter(next))));
    }

    private BalancesView.Row row(SchoolBalances.Balance balance) {
        Optional<School> school = schools.byId(balance.school());
        String currency = balance.currency();
        return new BalancesView.Row(
                school.map(School::name).orElse(balance.school().toString()),
                school.map(School::slug).flatMap(ReconciliationResource::school).orElse(PATH),
                currency,
                signed(balance.soldMinor(), currency),
                signed(balance.feesMinor(), currency),
                signed(balance.atStripeMinor(), currency),
                signed(balance.dueToPlatformMinor(), currency),
                signed(balance.dueToTeachersMinor(), currency),
                signed(balance.ownMinor(), currency),
                balance.ownMinor() < 0);
    }

    private RunsView.Row row(Reconciliation run) {
        return new RunsView.Row(
                path(run.id()),
                run.startedAt(),
                badge(run),
                number(run.transactions()),
                number(run.events()),
                number(run.repaired()),
                number(run.unexplained()));
    }

    private String number(long value) {
        return desk.words().number(value);
    }

    private static String path(UUID run) {
        return PATH + "/" + run;
    }

    private Badge badge(Reconciliation run) {
        return switch (run.status()) {
            case RUNNING -> new Badge(Tone.INFO, desk.t("reconciliation.state.RUNNING"));
            case FAILED -> new Badge(Tone.CRITICAL, desk.t("reconciliation.state.FAILED"));
            case DONE ->
                    run.green()
                            ? new Badge(Tone.POSITIVE, desk.t("reconciliation.state.GREEN"))
                            : new Badge(Tone.WARNING, desk.t("reconciliation.state.DIFFERS"));
        };
    }

    @POST
    @Operation(hidden = true)
    public Response begin() {
        try {
            return desk.done(path(reconciliations.begin().id()), "reconciliation.begun");
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @GET
    @Path("{run}")
    @Operation(hidden = true)
    public Response show(@PathParam("run") UUID id) {
        Reconciliation.Report report = reconciliations.report(id);
        Reconciliation run = report.run();
        return desk.show(
                "reconciliation/show",
                desk.page(TITLE, Place.RECONCILIATION)
                        .under(PATH, desk.t(TITLE))
                        .titled(desk.words().dateTime(run.startedAt())),
                new RunView(
                        badge(run),
                        run.status() == Reconciliation.Status.RUNNING,
                        run.green(),
                        run.error(),
                        run.since(),
                        run.until(),
                        run.finishedAt(),
                        number(run.transactions()),
                        number(run.events()),
                        report.sums().stream().map(this::sum).toList(),
                        report.findings().stream()
                                .filter(finding -> finding.kind() == Kind.UNEXPLAINED)
                                .map(this::finding)
                                .toList(),
                        report.findings().stream()
                                .filter(finding -> finding.kind() != Kind.UNEXPLAINED)
                                .map(this::finding)
                                .toList()));
    }

    private static Optional<String> school(String slug) {
        return Optional.of(slug)
                .filter(some -> !some.isEmpty())
                .map(some -> "/platform/schools/" + some);
    }

    private SumRow sum(Reconciliation.Sum sum) {
        boolean ours = !sum.slug().isEmpty();
        return new SumRow(
                sum.school(),
                school(sum.slug()),
                sum.currency(),
                number(sum.transactions()),
                signed(sum.stripeMinor(), sum.currency()),
                ours ? signed(sum.ledgerMinor(), sum.currency()) : "–",
                ours ? signed(sum.differenceMinor(), sum.currency()) : "–",
                ours && sum.differenceMinor() != 0);
    }

    private String signed(long minor, String currency) {
        return (minor < 0 ? "\u2212" : "") + desk.words().money(Math.abs(minor), currency);
    }

    private FindingRow finding(Finding finding) {
        return new FindingRow(
                finding.stripeId(),
                what(finding),
                finding.school(),
                school(finding.slug()),
                amount(finding.stripeMinor(), finding.currency()),
                amount(finding.ledgerMinor(), finding.currency()),
                finding.detail());
    }

    private String what(Finding finding) {
        if (finding.kind() == Kind.EVENT_MISSED) {
            return desk.t("reconciliation.found.event", "type", finding.type());
        }
        if (finding.kind() == Kind.REPAIRED) {
            return desk.t("reconciliation.found.repaired", "type", finding.type());
        }
        if (finding.stripeMinor().isEmpty()) {
            return desk.t("reconciliation.found.unknown");
        }
        if (finding.slug().isEmpty()) {
            return desk.t("reconciliation.found.nobody", "type", finding.type());
        }
        return desk.t(
                finding.ledgerMinor().isEmpty()
                        ? "reconciliation.found.missing"
                        : "reconciliation.found.differs",
                "type",
                finding.type());
    }

    private String amount(Optional<Long> minor, Optional<String> currency) {
        return minor.flatMap(m -> currency.map(c -> signed(m, c))).orElse("");
    }
}
