package io.lyceum.admin.orders;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One order.
 *
 * @param buyer name or address; empty once they were erased
 * @param buyerHref where the buyer is shown
 * @param refundable what could go back, as a number in the form and in words; nothing if none can
 * @param disputes the oldest first
 * @param postings what stands in the books
 * @param receiptHref the receipt as PDF; nothing before it is paid
 */
public record OrderView(
        Form form,
        Badge state,
        String course,
        String courseHref,
        String buyer,
        Optional<String> buyerHref,
        String number,
        String amount,
        Optional<Instant> paid,
        Instant created,
        String payment,
        String error,
        Optional<String> refundable,
        List<RefundRow> refunds,
        List<DisputeRow> disputes,
        List<PostingRow> postings,
        Optional<Pack> seats,
        boolean test,
        Optional<String> receiptHref) {

    /** Seats that were paid for others. */
    public record Pack(String code, int seats, int taken, int invited, List<SeatRow> rows) {}

    /**
     * Somebody who was invited to a seat.
     *
     * @param email empty once they were erased
     */
    public record SeatRow(String email, Badge state, Instant when) {}

    /** Money that goes back. */
    public record RefundRow(
            String amount, Badge state, boolean keepsAccess, String error, Instant when) {}

    /**
     * A dispute.
     *
     * @param id as Stripe names it
     * @param status of {@link io.lyceum.commerce.Dispute.Status}
     * @param due until when evidence is taken
     * @param dashboard where it is answered; nothing where Stripe is simulated
     */
    public record DisputeRow(
            String id,
            Badge state,
            String status,
            String reason,
            String amount,
            Instant opened,
            Optional<Instant> due,
            Optional<String> dashboard) {}

    /** A posting with its lines. */
    public record PostingRow(String kind, Instant when, List<LineRow> lines) {}

    /**
     * A line of a posting.
     *
     * @param amount with a minus for what is earned or owed
     */
    public record LineRow(String account, String amount) {}
}
