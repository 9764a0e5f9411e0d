package io.lyceum.admin.orders;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.disputes.DisputeWords;
import io.lyceum.admin.orders.OrderView.DisputeRow;
import io.lyceum.admin.orders.OrderView.LineRow;
import io.lyceum.admin.orders.OrderView.PostingRow;
import io.lyceum.admin.orders.OrderView.RefundRow;
import io.lyceum.admin.sales.SaleForms;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Dispute;
import io.lyceum.commerce.Disputes;
import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.OrderRefund;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Receipts;
import io.lyceum.commerce.SeatInvitation;
import io.lyceum.commerce.SeatPack;
import io.lyceum.commerce.Seats;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the school has sold, and giving money back. */
@RequestScoped
@Path("/manage/orders")
@Allow(Role.ADMIN)
public class OrdersResource {

    private static final int A_PAGE = 50;
    private static final String PATH = "/manage/orders";
    private static final String SHOW = "orders/show";

    @Inject Desk desk;
    @Inject Orders orders;
    @Inject Checkout checkout;
    @Inject Seats seats;
    @Inject Ledger ledger;
    @Inject Receipts receipts;
    @Inject Disputes disputes;

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("cursor") String cursor) {
        Optional<Order.Status> chosen =
                Arrays.stream(Order.Status.values())
                        .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(status))
                        .findFirst();
        Slice<Orders.Line> found = orders.list(chosen, query, Optional.ofNullable(cursor), A_PAGE);
        String kept =
                "?status="
                        + chosen.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("")
                        + "&q="
                        + Html.urlParameter(query);
        return desk.show(
                "orders/list",
                desk.page("orders.title", Place.ORDERS),
                new OrdersView(
                        new Listing(
                                PATH,
                                query,
                                List.of(new Listing.Kept("status", status)),
                                tabs(chosen),
                                Optional.ofNullable(cursor).map(c -> PATH + kept),
                                found.next()
                                        .map(
                                                next ->
                                                        PATH
                                                                + kept
                                                                + "&cursor="
                                                                + Html.urlParameter(next)),
                                found.items().isEmpty()
                                        ? ""
                                        : desk.t("orders.count", "shown", found.items().size())),
                        found.items().stream().map(this::row).toList(),
                        PATH + ".csv" + kept,
                        checkout.test(),
                        !checkout.ready()));
    }

    private List<Tab> tabs(Optional<Order.Status> chosen) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab(PATH, desk.t("orders.tab.all"), Optional.empty(), chosen.isEmpty()));
        for (Order.Status status :
                List.of(
                        Order.Status.PAID,
                        Order.Status.PENDING,
                        Order.Status.PARTLY_REFUNDED,
                        Order.Status.REFUNDED,
                        Order.Status.CHARGED_BACK,
                        Order.Status.EXPIRED,
                        Order.Status.FAILED)) {
            tabs.add(
                    new Tab(
                            PATH + "?status=" + status.name().toLowerCase(Locale.ROOT),
                            desk.t("orders.status." + status),
                            Optional.empty(),
                            chosen.equals(Optional.of(status))));
        }
        return tabs;
    }

    private OrdersView.Row row(Orders.Line line) {
        Order order = line.order();
        return new OrdersView.Row(
                path(order.id()),
                order.title(),
                buyer(line),
                order.number().map(String::valueOf).orElse(""),
                amount(order.totalMinor(), order.currency()),
                badge(order.status()),
                order.paidAt().orElse(order.createdAt()));
    }

    private static String buyer(Orders.Line line) {
        return line.buyer().isBlank() ? line.email() : line.buyer();
    }

    private static String path(UUID order) {
        return PATH + "/" + order;
    }

    private String amount(long minor, String currency) {
        return desk.words().money(minor, currency);
    }

    private Badge badge(Order.Status status) {
        Tone tone =
                switch (status) {
                    case PAID -> Tone.POSITIVE;
                    case PENDING, PARTLY_REFUNDED -> Tone.WARNING;
                    case REFUNDED, EXPIRED -> Tone.NEUTRAL;
                    case FAILED, CHARGED_BACK -> Tone.CRITICAL;
                };
        return new Badge(tone, desk.t("orders.status." + status));
    }

    @GET
    @Path("{order}")
    @Operation(hidden = true)
    public Response show(@PathParam("order") UUID id) {
        Orders.Line line = orders.line(id);
        return desk.show(SHOW, page(line.order()), view(line, form(line.order())));
    }

    @GET
    @Path("{order}/receipt.pdf")
    @Operation(hidden = true)
    public Response receipt(@PathParam("order") UUID id) {
        byte[] pdf = receipts.pdf(id, desk.locale());
        return Response.ok(pdf, "application/pdf")
                .header("Content-Disposition", "inline; filename=\"receipt.pdf\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    private Page page(Order order) {
        return desk.page("orders.title", Place.ORDERS)
                .under(PATH, desk.t("orders.title"))
                .titled(
                        order.number()
                                .map(number -> desk.t("orders.one", "number", number.toString()))
                                .orElse(order.title()));
    }

    /** The whole rest goes back, unless somebody writes less. */
    private static Form form(Order order) {
        return Form.at(
                path(order.id()) + "/refund",
                Map.of("amount", CourseText.decimal(order.refundableMinor(), order.currency())));
    }

    private OrderView view(Orders.Line line, Form form) {
        Order order = line.order();
        List<Dispute> disputed = disputes.of(order.id());
        boolean held = disputed.stream().anyMatch(Dispute::withdrawn);
        return new OrderView(
                form,
                badge(order.status()),
                order.title(),
                order.course()
                        .map(course -> "/manage/courses/" + course)
                        .or(() -> order.product().map(product -> "/manage/products/" + product))
                        .orElseThrow(),
                buyer(line),
                order.person().map(person -> "/manage/people/" + person),
                order.number().map(String::valueOf).orElse(""),
                amount(order.totalMinor(), order.currency()),
                order.paidAt(),
                order.createdAt(),
                order.paymentIntent().orElse(""),
                order.lastError(),
                Optional.of(order.refundableMinor())
                        .filter(minor -> minor > 0 && !held)
                        .map(minor -> amount(minor, order.currency())),
                orders.refunds(order.id()).stream().map(r -> refund(r, order.currency())).toList(),
                disputed.stream().map(dispute -> dispute(dispute, order)).toList(),
                ledger.of(order.id()).stream().map(this::posting).toList(),
                seats.of(order).map(this::pack),
                checkout.test(),
                order.number().map(n -> path(order.id()) + "/receipt.pdf"));
    }

    private OrderView.Pack pack(SeatPack pack) {
        return new OrderView.Pack(
                pack.code(),
                pack.seats(),
                pack.taken(),
                pack.invited(),
                pack.invitations().stream()
                        .map(
                                one ->
                                        new OrderView.SeatRow(
                                                one.email().orElse(""),
                                                new Badge(
                                                        one.status() == SeatInvitation.Status.TAKEN
                                                                ? Tone.POSITIVE
                                                                : Tone.NEUTRAL,
                                                        desk.t("orders.seats." + one.status())),
                                                one.createdAt()))
                        .toList());
    }

    private RefundRow refund(OrderRefund refund, String currency) {
        Tone tone =
                switch (refund.status()) {
                    case DONE -> Tone.POSITIVE;
                    case PENDING -> Tone.WARNING;
                    case FAILED -> Tone.CRITICAL;
                };
        return new RefundRow(
                amount(refund.amountMinor(), currency),
                new Badge(tone, desk.t("orders.refund.status." + refund.status())),
                refund.keepAccess(),
                refund.lastError(),
                refund.createdAt());
    }

    private DisputeRow dispute(Dispute dispute, Order order) {
        return new DisputeRow(
                dispute.disputeId(),
                DisputeWords.badge(desk, dispute),
                dispute.status().name(),
                DisputeWords.reason(desk, dispute),
                amount(dispute.amountMinor(), dispute.currency()),
                dispute.openedAt(),
                dispute.dueAt(),
                dispute.open() ? disputes.dashboard(order) : Optional.empty());
    }

    private PostingRow posting(Ledger.Posting posting) {
        return new PostingRow(
                desk.t("orders.posting." + posting.kind()),
                posting.occurredAt(),
                posting.lines().stream()
                        .sorted(Comparator.comparing(Ledger.Line::account))
                        .map(
                                line ->
                                        new LineRow(
                                                desk.t("orders.account." + line.account()),
                                                signed(line)))
                        .toList());
    }

    private String signed(Ledger.Line line) {
        return (line.minor() < 0 ? "\u2212" : "") + amount(Math.abs(line.minor()), line.currency());
    }

    @POST
    @Path("{order}/refund")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response refund(@PathParam("order") UUID id, MultivaluedMap<String, String> form) {
        Orders.Line line = orders.line(id);
        try {
            OrderRefund refund =
                    checkout.refund(
                            id,
                            SaleForms.minor(
                                    Desk.value(form, "amount"), line.order().currency(), "amount"),
                            form.containsKey("keepAccess"));
            return switch (refund.status()) {
                case DONE -> desk.done(path(id), "orders.refunded");
                case PENDING -> desk.done(path(id), "orders.refund.waits");
                case FAILED -> desk.go(path(id), Notice.failed(desk.t("orders.refund.failed")));
            };
        } catch (Problem problem) {
            Orders.Line now = orders.line(id);
            return desk.refuse(
                    problem,
                    SHOW,
                    page(now.order()),
                    view(now, desk.refused(form(now.order()), form, problem)));
        }
    }
}
