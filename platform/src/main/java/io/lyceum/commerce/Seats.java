package io.lyceum.commerce;

import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.CouponRows;
import io.lyceum.commerce.internal.OrderRows;
import io.lyceum.commerce.internal.SeatRows;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Seats that people of the current school have paid for others, and whom they invite to them. */
@UseCase
public class Seats {

    /** Each address is a mail to somebody who did not ask for it. */
    private static final int MOST_MAILS = 5;

    private static final int MOST_AT_ONCE = 1000;
    private static final int EVER_PER_SEAT = 3;
    private static final int EVER_BESIDE = 10;

    private final SeatRows rows;
    private final OrderRows orders;
    private final CouponRows coupons;
    private final Courses courses;
    private final Offers offers;
    private final Outbox outbox;
    private final Audit audit;

    protected Seats() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Seats(
            SeatRows rows,
            OrderRows orders,
            CouponRows coupons,
            Courses courses,
            Offers offers,
            Outbox outbox,
            Audit audit) {
        this.rows = rows;
        this.orders = orders;
        this.coupons = coupons;
        this.courses = courses;
        this.offers = offers;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * Reads the seats of an order.
     *
     * @return nothing if it is not for others, or not paid
     */
    public Optional<SeatPack> of(Order order) {
        return pack(order)
                .map(
                        pack ->
                                new SeatPack(
                                        pack.code().orElseThrow(),
                                        path(order, pack.code().orElseThrow()),
                                        order.quantity(),
                                        pack.used(),
                                        rows.of(order.id())));
    }

    private Optional<Coupon> pack(Order order) {
        return order.paid() && order.forOthers()
                ? coupons.ofOrder(order.id()).filter(pack -> !pack.archived())
                : Optional.empty();
    }

    /** Where a code of an order is used, on the school's host. */
    public String path(Order order, String code) {
        String item =
                order.course()
                        .map(course -> "/courses/" + courses.byId(course).slug())
                        .orElseGet(() -> offers.byId(order.offer().orElseThrow()).item().path());
        return item + "/checkout?code=" + code;
    }

    /**
     * Invites people to seats. Who was invited already is not invited again.
     *
     * @param emails addresses; in errors a wrong one is {@code emails[<its place, from 0>]}
     * @param language of the mails
     * @return how many were invited
     * @throws Problem INVALID_INPUT, SEATS_FULL, INVITED_OFTEN
     */
    public int invite(Order order, List<String> emails, Locale language) {
        Map<String, String> wanted = checked(emails);
        Coupon pack = held(order);
        Set<String> known =
                rows.of(order.id()).stream()
                        .flatMap(one -> one.email().stream())
                        .map(Seats::key)
                        .collect(Collectors.toSet());
        wanted.keySet().removeAll(known);
        int left = order.quantity() - pack.used();
        if (wanted.size() > left) {
            throw new Problem(PaymentProblem.SEATS_FULL, left);
        }
        if (rows.ever(order.id()) + wanted.size()
                > (long) EVER_PER_SEAT * order.quantity() + EVER_BESIDE) {
            throw new Problem(PaymentProblem.INVITED_OFTEN);
        }
        wanted.values()
                .forEach(
                        email ->
                                outbox.publish(
                                        new SeatInvited(rows.invite(order, email, language))));
        // Last, because whoever takes a seat meanwhile waits from here on.
        if (!coupons.hold(pack.id(), wanted.size())) {
            throw new Problem(PaymentProblem.SEATS_FULL, of(order).map(SeatPack::left).orElse(0));
        }
        if (!wanted.isEmpty()) {
            audit.record("seats.invited", "order", order.id(), Map.of("people", wanted.size()));
        }
        return wanted.size();
    }

    private static Map<String, String> checked(List<String> emails) {
        Checks checks =
                new Checks()
                        .that(!emails.isEmpty(), "emails", "Fill this in.")
                        .that(
                                emails.size() <= MOST_AT_ONCE,
                                "emails",
                                "Write at most " + MOST_AT_ONCE + " lines.");
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(emails.size(), MOST_AT_ONCE); i++) {
            String email = emails.get(i).strip();
            checks.email(email, "emails[" + i + "]");
            wanted.putIfAbsent(key(email), email);
        }
        checks.done();
        return wanted;
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Reads the coupon of all seats; nobody else invites or pays back until this is done. */
    private Coupon held(Order order) {
        return orders.lock(order.id())
                .flatMap(this::pack)
                .orElseThrow(() -> new Problem(PaymentProblem.SEATS_FULL, 0));
    }

    private SeatInvitation invitation(Order order, UUID id) {
        return rows.find(id)
                .filter(one -> one.order().equals(order.id()))
                .filter(one -> one.status() != SeatInvitation.Status.WITHDRAWN)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Takes a seat back that was promised; its address is forgotten.
     *
     * @throws Problem NOT_FOUND, SEAT_TAKEN
     */
    public void withdraw(Order order, UUID id) {
        SeatInvitation one = invitation(order, id);
        Coupon pack = held(order);
        if (!rows.withdraw(one)) {
            throw new Problem(PaymentProblem.SEAT_TAKEN);
        }
        coupons.hold(pack.id(), -1);
        audit.record("seat.withdrawn", "order", order.id(), Map.of());
    }

    /**
     * Writes to somebody once more.
     *
     * @throws Problem NOT_FOUND also if the address was erased, SEAT_TAKEN, INVITED_OFTEN
     */
    public void sendAgain(Order order, UUID id) {
        orders.lock(order.id());
        SeatInvitation one = invitation(order, id);
        if (one.status() == SeatInvitation.Status.TAKEN) {
            throw new Problem(PaymentProblem.SEAT_TAKEN);
        }
        if (one.email().isEmpty()) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        if (one.sent() >= MOST_MAILS) {
            throw new Problem(PaymentProblem.INVITED_OFTEN);
        }
        rows.sentAgain(id);
        outbox.publish(new SeatInvited(id));
    }

    /** Finds an invitation, unless it was withdrawn or taken. */
    public Optional<SeatInvitation> open(UUID id) {
        return rows.find(id).filter(one -> one.status() == SeatInvitation.Status.OPEN);
    }
}
