package io.lyceum.commerce.web;

import io.lyceum.commerce.SeatPack;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Optional;

/**
 * How an order stands, for its buyer.
 *
 * @param extra what was taken along; empty if nothing was
 * @param number of the receipt; empty before it is paid
 * @param price as shown to people
 * @param when it was paid or begun; empty if it was not begun
 * @param back how much went back, as shown to people; empty if nothing did
 * @param payHref where it is paid; empty if it cannot be any more
 * @param buyAgain where a POST begins anew; empty if there is no need
 * @param startHref where the buyer begins; empty if there is nothing to begin
 * @param gift what was bought for others
 * @param reload seconds after which the page looks again; 0 if it does not
 * @param test whether no real money moves
 * @param receiptHref the receipt as PDF; empty before it is paid
 * @param guest address of who has bought without an account; empty for others
 */
public record OrderView(
        State state,
        String course,
        String extra,
        String courseHref,
        String number,
        String price,
        String when,
        String back,
        String payHref,
        String buyAgain,
        String startHref,
        Optional<Gift> gift,
        int reload,
        boolean test,
        String receiptHref,
        String guest) {

    /**
     * A code with which others have it, and who was invited to it.
     *
     * @param href that they open
     * @param pack how the seats stand
     * @param path below which invitations are made
     * @param invited who was invited, the latest first
     * @param typed addresses that were not taken, as they were written
     * @param error what went wrong; empty if nothing did
     * @param done what was just done, as shown to people; empty if nothing was
     */
    public record Gift(
            String href,
            SeatPack pack,
            String path,
            List<Invited> invited,
            String typed,
            String error,
            String done) {

        /** Tells whether it is for more than one person. */
        public boolean many() {
            return pack.seats() > 1;
        }
    }

    /**
     * Somebody who was invited.
     *
     * @param id of the invitation
     * @param email empty if they were erased
     * @param when they were invited
     * @param taken whether somebody has the seat
     */
    public record Invited(String id, String email, String when, boolean taken) {}

    /** What the buyer is told. */
    public enum State {
        PAID,
        /** Stripe has not said yet that the money is there. */
        WAITING,
        /** The buyer has not paid yet. */
        OPEN,
        /** Stripe does not answer: nobody knows. */
        UNKNOWN,
        /** Stripe does not answer, and has not been told of anything yet. */
        UNREACHABLE,
        PARTLY_REFUNDED,
        REFUNDED,
        EXPIRED,
        FAILED,
        /** The buyer's bank has taken the money back. */
        CHARGED_BACK
    }

    /** What somebody is told who cannot be led to the payment. */
    public static OrderView unreachable(
            String course, String courseHref, String price, boolean test) {
        return new OrderView(
                State.UNREACHABLE,
                course,
                "",
                courseHref,
                "",
                price,
                "",
                "",
                "",
                courseHref + "/checkout",
                "",
                Optional.empty(),
                0,
                test,
                "",
                "");
    }

    public boolean good() {
        return state == State.PAID || state == State.PARTLY_REFUNDED;
    }

    /** Which text says what the state means. */
    public String text() {
        if (gift.isPresent() && good()) {
            return "order.text.GIFT";
        }
        if (!guest.isEmpty() && good()) {
            return "order.text.GUEST";
        }
        if (state == State.PAID && credits()) {
            return "order.text.CREDITS";
        }
        boolean offer = state == State.PAID && !courseHref.startsWith("/courses/");
        return offer ? "order.text.PAID_OFFER" : "order.text." + state;
    }

    private boolean credits() {
        return startHref.equals("/credits");
    }

    /** Which text stands on the button with which the buyer begins. */
    public String startText() {
        return credits() ? "credits.open" : "course.start";
    }

    /** Name of the icon beside the state. */
    public String icon() {
        return switch (state) {
            case PAID, PARTLY_REFUNDED, REFUNDED -> "check-circle";
            case WAITING, OPEN -> "clock";
            case UNKNOWN, UNREACHABLE, EXPIRED, FAILED, CHARGED_BACK -> "warning";
        };
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("order.title"));
    }

    /** All of somebody's orders. */
    public record All(List<Line> orders) {

        public PageHead head(PageContext page) {
            return PageHead.closed(page.text("orders.title"));
        }
    }

    /**
     * An order in a list.
     *
     * @param when as shown to people
     */
    public record Line(
            String href, String course, String price, State state, String number, String when) {}
}
