package io.lyceum.admin.disputes;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Disputes;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Payments that buyers' banks dispute. */
@RequestScoped
@Path("/manage/disputes")
@Allow(Role.ADMIN)
public class DisputesResource {

    private static final int A_PAGE = 50;
    private static final String PATH = "/manage/disputes";

    /** What the list is narrowed to. */
    private enum Choice {
        ALL(Set.of()),
        OPEN(Dispute.OPEN),
        WON(Set.of(Dispute.Status.WON, Dispute.Status.CLOSED)),
        LOST(Set.of(Dispute.Status.LOST));

        private final Set<Dispute.Status> statuses;

        Choice(Set<Dispute.Status> statuses) {
            this.statuses = statuses;
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Inject Desk desk;
    @Inject Disputes disputes;
    @Inject Checkout checkout;

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("cursor") String cursor) {
        Choice chosen =
                Arrays.stream(Choice.values())
                        .filter(choice -> choice.key().equals(state))
                        .findFirst()
                        .orElse(Choice.ALL);
        Slice<Disputes.Line> found =
                disputes.list(chosen.statuses, Optional.ofNullable(cursor), A_PAGE);
        return desk.show(
                "disputes/list",
                desk.page("disputes.title", Place.DISPUTES),
                new DisputesView(
                        tabs(chosen),
                        found.items().stream().map(this::row).toList(),
                        found.next()
                                .map(
                                        next ->
                                                address(chosen)
                                                        + "&cursor="
                                                        + Html.urlParameter(next)),
                        checkout.test()));
    }

    private static String address(Choice choice) {
        return PATH + "?state=" + choice.key();
    }

    private List<Tab> tabs(Choice chosen) {
        return Arrays.stream(Choice.values())
                .map(
                        choice ->
                                new Tab(
                                        address(choice),
                                        desk.t("disputes.tab." + choice),
                                        Optional.empty(),
                                        choice == chosen))
                .toList();
    }

    private DisputesView.Row row(Disputes.Line line) {
        Dispute dispute = line.dispute();
        return new DisputesView.Row(
                "/manage/orders/" + dispute.order(),
                line.title(),
                line.buyer().isBlank() ? line.email() : line.buyer(),
                DisputeWords.reason(desk, dispute),
                desk.words().money(dispute.amountMinor(), dispute.currency()),
                DisputeWords.badge(desk, dispute),
                dispute.dueAt(),
                dispute.openedAt());
    }
}
