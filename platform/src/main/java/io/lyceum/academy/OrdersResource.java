package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.Receipts;
import io.lyceum.commerce.SeatInvitation;
import io.lyceum.commerce.SeatPack;
import io.lyceum.commerce.Seats;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.commerce.web.OrderView.State;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody has bought, and how it stands. */
@Path("/orders")
@RequestScoped
public class OrdersResource {

    private static final int SOON = 4;
    private static final int LATER = 20;
    private static final int WRONG_SHOWN = 5;
    private static final Set<String> TOLD = Set.of("invited", "known", "sent", "withdrawn");

    /** How a check names an address in a list. */
    private static final Pattern PLACE = Pattern.compile("emails\\[(\\d+)]");

    @Inject Orders orders;
    @Inject Checkout checkout;
    @Inject Courses courses;
    @Inject Seats seats;
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
    public Response show(
            @PathParam("order") UUID id,
            @QueryParam("done") String done,
            @QueryParam("seats") String told,
            @QueryParam("people") int people) {
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
                "commerce/order",
                view(
                        order,
                        done != null,
                        reached,
                        new Inviting(
                                "",
                                "",
                                told != null && TOLD.contains(told)
                                        ? Cards.words().get("seats.done." + told, "count", people)
                                        : "")),
                PageContext.Section.ACCOUNT);
    }

    /**
     * What became of an invitation.
     *
     * @param typed addresses that were not taken
     * @param error why
     * @param done what was done, as shown to people
     */
    private record Inviting(String typed, String error, String done) {}

    /** Invites people to what was paid for others: addresses, apart as people write lists. */
    @POST
    @Path("{order}/seats")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Operation(hidden = true)
    public Response invite(@PathParam("order") UUID id, MultivaluedMap<String, String> form) {
        Order order = own(id);
        String typed = Objects.requireNonNullElse(form.getFirst("emails"), "");
        List<String> emails =
                Arrays.stream(typed.split("[\\s,;]+")).filter(one -> !one.isEmpty()).toList();
        return act(
                order,
                typed,
                problem -> refused(problem, emails),
                () -> {
                    int invited = seats.invite(order, emails, CurrentRequest.require().locale());
                    return invited == 0 ? "known" : "invited&people=" + invited;
                });
    }

    @POST
    @Path("{order}/seats/{seat}/send")
    @Open
    @Operation(hidden = true)
    public Response send(@PathParam("order") UUID id, @PathParam("seat") UUID seat) {
        Order order = own(id);
        return act(
                order,
                "",
                problem -> refused(problem, List.of()),
                () -> {
                    seats.sendAgain(order, seat);
                    return "sent";
                });
    }

    @POST
    @Path("{order}/seats/{seat}/withdraw")
    @Open
    @Operation(hidden = true)
    public Response withdraw(@PathParam("order") UUID id, @PathParam("seat") UUID seat) {
        Order order = own(id);
        return act(
                order,
                "",
                problem -> refused(problem, List.of()),
                () -> {
                    seats.withdraw(order, seat);
                    return "withdrawn";
                });
    }

    private Response act(
            Order order, String typed, Function<Problem, String> words, Supplier<String> action) {
        try {
            String done = action.get();
            return Response.seeOther(
                            URI.create("/orders/" + order.id() + "?seats=" + done + "#seats"))
                    .build();
        } catch (Problem problem) {
            return pages.html(
                    problem.code().status(),
                    "commerce/order",
                    view(order, false, true, new Inviting(typed, words.apply(problem), "")),
                    PageContext.Section.ACCOUNT);
        }
    }

    /** Says which addresses are none, or why there is no room. */
    private static String refused(Problem problem, List<String> emails) {
        Messages words = Cards.words();
        if (problem.code() != CommonProblem.INVALID_INPUT) {
            Object[] details = problem.details();
            return words.get(
                    "seats.error." + problem.code().name(),
                    "left",
                    details.length == 0 ? 0 : details[0]);
        }
        if (emails.isEmpty()) {
            return words.get("seats.error.none");
        }
        String wrong =
                problem.fields().stream()
                        .map(error -> PLACE.matcher(error.field()))
                        .filter(Matcher::matches)
                        .limit(WRONG_SHOWN)
                        .map(place -> emails.get(Integer.parseInt(place.group(1))))
                        .collect(Collectors.joining(", "));
        return wrong.isEmpty()
                ? words.get("seats.error.many")
                : words.get("seats.error.wrong", "emails", wrong);
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

    private OrderView view(Order order, boolean back, boolean reached, Inviting inviting) {
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
                seats.of(order).map(pack -> gift(order, pack, inviting)),
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

    /** The code with which others have what was bought for them, and who was invited. */
    private static OrderView.Gift gift(Order order, SeatPack pack, Inviting inviting) {
        return new OrderView.Gift(
                CurrentRequest.require().origin() + pack.path(),
                pack,
                "/orders/" + order.id() + "/seats",
                pack.invitations().stream()
                        .map(
                                one ->
                                        new OrderView.Invited(
                                                one.id().toString(),
                                                one.email().orElse(""),
                                                Cards.day(one.createdAt()),
                                                one.status() == SeatInvitation.Status.TAKEN))
                        .toList(),
                inviting.typed(),
                inviting.error(),
                inviting.done());
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
