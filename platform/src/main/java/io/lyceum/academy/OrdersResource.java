package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.commerce.web.OrderView.State;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody has bought, and how it stands. */
@Path("/orders")
@RequestScoped
@Allow(Role.LEARNER)
public class OrdersResource {

    private static final int SOON = 4;
    private static final int LATER = 20;

    @Inject Orders orders;
    @Inject Checkout checkout;
    @Inject Courses courses;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;

    @GET
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
    @Operation(hidden = true)
    public Response show(@PathParam("order") UUID id, @QueryParam("done") String done) {
        Order order = orders.of(currentPerson.require().id(), id);
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

    private OrderView view(Order order, boolean back, boolean reached) {
        State state = reached ? state(order, back) : State.UNKNOWN;
        Course course = courses.byId(order.course());
        boolean again =
                state == State.EXPIRED || state == State.FAILED || state == State.CHARGED_BACK;
        return new OrderView(
                state,
                order.title(),
                "/courses/" + course.slug(),
                number(order),
                price(order, order.totalMinor()),
                Cards.day(order.paidAt().orElse(order.createdAt())),
                order.refundedMinor() == 0 ? "" : price(order, order.refundedMinor()),
                state == State.OPEN ? order.checkoutUrl().orElse("") : "",
                again && course.published() ? "/courses/" + course.slug() + "/checkout" : "",
                state == State.WAITING ? SOON : state == State.UNKNOWN ? LATER : 0,
                checkout.test());
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
