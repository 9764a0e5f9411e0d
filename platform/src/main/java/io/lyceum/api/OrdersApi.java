package io.lyceum.api;

import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.OrderRefund;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Receipts;
import io.lyceum.commerce.SeatPack;
import io.lyceum.commerce.Seats;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the school has sold. */
@Path("/api/v1/orders")
@Tag(name = "Orders")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OrdersApi {

    @Inject Orders orders;
    @Inject Checkout checkout;
    @Inject Ledger ledger;
    @Inject Receipts receipts;
    @Inject Seats seats;

    @GET
    @Operation(
            summary = "Lists orders, the latest first",
            description = "`q` is a part of a title, name or address, or a receipt's number.")
    public Slice<Orders.Line> list(
            @QueryParam("status") String status,
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return orders.list(
                Bodies.choice(Order.Status.class, "status", status),
                Objects.requireNonNullElse(query, ""),
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("{order}")
    @Operation(summary = "Reads an order")
    public Orders.Line read(@PathParam("order") UUID id) {
        return orders.line(id);
    }

    @GET
    @Path("{order}/refunds")
    @Operation(summary = "Lists what goes back or went back of an order, the oldest first")
    public List<OrderRefund> refunds(@PathParam("order") UUID id) {
        return orders.refunds(orders.byId(id).id());
    }

    @GET
    @Path("{order}/postings")
    @Operation(summary = "Lists what was posted in the books about an order, the oldest first")
    public List<Ledger.Posting> postings(@PathParam("order") UUID id) {
        return ledger.of(orders.byId(id).id());
    }

    @GET
    @Path("{order}/receipt")
    // Why there is none is said in JSON.
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Reads the receipt of an order as PDF",
            description =
                    "In the language of Accept-Language. With the seller's name, address and country it is"
                            + " an invoice; what went back stands on it as a credit note.")
    public Response receipt(@PathParam("order") UUID id) {
        return Response.ok(receipts.pdf(id, CurrentRequest.require().locale()), "application/pdf")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    @GET
    @Path("{order}/seats")
    @Operation(
            summary = "Reads the seats that an order has paid for others",
            description = "With the code that opens them and with who was invited.")
    public SeatPack seats(@PathParam("order") UUID id) {
        return seats.of(orders.byId(id)).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    @POST
    @Path("{order}/seats")
    @Operation(
            summary = "Invites people to the seats of an order",
            description =
                    "Each gets a mail in the language of Accept-Language with a link that is good for"
                            + " one seat. Who was invited already is not invited again.")
    public SeatPack invite(@PathParam("order") UUID id, InviteBody body) {
        Order order = orders.byId(id);
        seats.invite(order, Bodies.require(body).all(), CurrentRequest.require().locale());
        return seats(id);
    }

    @POST
    @Path("{order}/seats/{seat}/send")
    @Operation(summary = "Sends the mail of an invitation once more; at most five times in all")
    public Response sendSeat(@PathParam("order") UUID id, @PathParam("seat") UUID seat) {
        seats.sendAgain(orders.byId(id), seat);
        return Response.status(202).build();
    }

    @DELETE
    @Path("{order}/seats/{seat}")
    @Operation(summary = "Withdraws an invitation whose seat nobody has taken")
    public void withdrawSeat(@PathParam("order") UUID id, @PathParam("seat") UUID seat) {
        seats.withdraw(orders.byId(id), seat);
    }

    @POST
    @Path("{order}/refunds")
    @Operation(
            summary = "Gives money back",
            description =
                    "While the payment service does not answer, the refund waits and is asked for"
                            + " again by itself.")
    public Response refund(@PathParam("order") UUID id, RefundBody body) {
        orders.byId(id);
        RefundBody wanted = Bodies.require(body);
        new Checks()
                .that(
                        wanted.amountMinor() != null && wanted.amountMinor() > 0,
                        "amountMinor",
                        "Say how much, in minor units.")
                .done();
        return Response.status(202)
                .entity(
                        checkout.refund(
                                id, wanted.amountMinor(), Boolean.TRUE.equals(wanted.keepAccess())))
                .build();
    }

    /** Who is invited. */
    public record InviteBody(@Schema(example = "[\"ada@example.org\"]") List<String> emails) {

        private List<String> all() {
            return emails == null
                    ? List.of()
                    : emails.stream().map(email -> Objects.requireNonNullElse(email, "")).toList();
        }
    }

    /**
     * What goes back.
     *
     * @param amountMinor in minor units of the order's currency
     * @param keepAccess whether the buyer keeps the course; not if left out
     */
    public record RefundBody(@Schema(example = "4900") Long amountMinor, Boolean keepAccess) {}
}
