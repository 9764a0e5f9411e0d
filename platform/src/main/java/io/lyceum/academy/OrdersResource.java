package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Coupons;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.Receipts;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.commerce.web.OrderView.State;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody has bought, and how it stands. */
@Path("/orders")
@RequestScoped
public class OrdersResource {

    private static final int SOON = 4;
    private static final int LATER = 20;

    @Inject Orders orders;
    @Inject Checkout checkout;
    @Inject Courses courses;
    @Inject Coupons coupons;
    @Inject Offers offers;
    @Inject Receipts receipts;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;
    @Context HttpHeaders headers;

    @GET
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public Response list() {
        return pages.html(
                "commerce/orders",
                new OrderView.All(
                        orders.of(currentPerson.require().id()).stream()
                                .map(OrdersResource::line)
                                .toList()),
                PageContext.Section.ACCOUNT);
    }

    private static OrderView.Line line(Order order) {
        return new OrderView.Line(
                "/orders/" + order.id(),
                order.title(),
                price(order, order.totalMinor()),
                state(order, false),
                number(order),
                Cards.day(order.paidAt().orElse(order.createdAt())));
    }

    private static String price(Order order, long minor) {
        return CourseText.price(Cards.words(), minor, order.currency());
    }

    private static String number(Order order) {
        return order.number().map(String::valueOf).orElse("");
    }

    /**
     * Shows how an order stands; while it is not known to be paid, Stripe is asked.
     *
     * @param done whether Stripe has led the buyer back here after the payment
     */
    @GET
    @Path("{order}")
    @Open
    @Operation(hidden = true)
    public Response show(@PathParam("order") UUID id, @QueryParam("done") String done) {
        Order order = own(id);
        boolean reached = true;
        if (order.status() == Order.Status.PENDING) {
            try {
                order = checkout.refresh(id);
            } catch (Problem problem) {
                // The page says so; it is asked again by itself.
                reached = false;
            }
        }
        return pages.html(
                "commerce/order", view(order, done != null, reached), PageContext.Section.ACCOUNT);
    }

    /** The order of who is signed in, or of who has begun it here as a guest. */
    private Order own(UUID id) {
        Optional<String> guest = GuestCookie.read(headers);
        if (currentPerson.person().isEmpty() && guest.isPresent()) {
            return orders.ofGuest(guest.get(), id);
        }
        return orders.of(currentPerson.require().id(), id);
    }

    /** The receipt as PDF. */
    @GET
    @Path("{order}/receipt.pdf")
    @Open
    @Operation(hidden = true)
    public Response receipt(@PathParam("order") UUID id) {
        Order order = own(id);
        return Response.ok(
                        receipts.pdf(order.id(), CurrentRequest.require().locale()),
                        "application/pdf")
                .header(
                        "Content-Disposition",
                        "inline; filename=\"receipt-" + number(order) + ".pdf\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    private OrderView view(Order order, boolean back, boolean reached) {
        State state = reached ? state(order, back) : State.UNKNOWN;
        Sold sold = sold(order);
        // Whoever has bought as a guest gets into the account by the mail.
        Optional<Order.GuestOf> guest = order.guest().filter(g -> currentPerson.person().isEmpty());
        boolean again =
                state == State.EXPIRED || state == State.FAILED || state == State.CHARGED_BACK;
        return new OrderView(
                state,
                order.title(),
                order.extra().map(Order.Extra::title).orElse(""),
                sold.href(),
                number(order),
                order.totalMinor() == 0
                        ? Cards.words().get("free")
                        : price(order, order.totalMinor()),
                Cards.day(order.paidAt().orElse(order.createdAt())),
                order.refundedMinor() == 0 ? "" : price(order, order.refundedMinor()),
                state == State.OPEN ? order.checkoutUrl().orElse("") : "",
                again && sold.onSale() ? sold.href() + "/checkout" : "",
                order.paid() && !order.forOthers() && guest.isEmpty() ? sold.startHref() : "",
                order.paid() && order.forOthers() ? gift(order, sold) : Optional.empty(),
                state == State.WAITING ? SOON : state == State.UNKNOWN ? LATER : 0,
                checkout.test(),
                order.number().isPresent() ? "/orders/" + order.id() + "/receipt.pdf" : "",
                guest.map(Order.GuestOf::email).orElse(""));
    }

    /**
     * What an order is of.
     *
     * @param startHref where its buyer begins
     */
    private record Sold(String href, String startHref, boolean onSale) {}

    private Sold sold(Order order) {
        if (order.course().isPresent()) {
            Course course = courses.byId(order.course().get());
            String href = "/courses/" + course.slug();
            return new Sold(href, href + "/continue", course.published());
        }
        Offers.Listed listed = offers.byId(order.offer().orElseThrow());
        return new Sold(
                listed.item().path(),
                listed.product().scope() == Product.Scope.CREDITS
                        ? "/credits"
                        : listed.item().billing().isPresent() ? "/courses" : "/learning",
                listed.offer().status() == Offer.Status.ON_SALE);
    }

    /** The code with which others have what was bought for them. */
    private Optional<OrderView.Gift> gift(Order order, Sold sold) {
        return coupons.ofOrder(order)
                .map(
                        coupon ->
                                new OrderView.Gift(
                                        coupon.code().orElse(""),
                                        CurrentRequest.require().origin()
                                                + sold.href()
                                                + "/checkout?code="
                                                + coupon.code().orElse(""),
                                        coupon.used(),
                                        order.quantity()));
    }

    private static State state(Order order, boolean back) {
        return switch (order.status()) {
            case PENDING -> back ? State.WAITING : State.OPEN;
            case PAID -> State.PAID;
            case PARTLY_REFUNDED -> State.PARTLY_REFUNDED;
            case REFUNDED -> State.REFUNDED;
            case EXPIRED -> State.EXPIRED;
            case FAILED -> State.FAILED;
            case CHARGED_BACK -> State.CHARGED_BACK;
        };
    }
}
