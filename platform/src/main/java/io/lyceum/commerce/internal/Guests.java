package io.lyceum.commerce.internal;

import io.lyceum.commerce.Order;
import io.lyceum.identity.Accounts;
import io.lyceum.identity.Person;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Gives guests who have paid an account. Never inside a transaction: the realm is asked. */
@ApplicationScoped
class Guests {

    /** After this whoever was about it is taken for dead. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final Accounts accounts;
    private final OrderRows rows;
    private final Transactions transactions;

    protected Guests() {
        this(null, null, null);
    }

    @Inject
    Guests(Accounts accounts, OrderRows rows, Transactions transactions) {
        this.accounts = accounts;
        this.rows = rows;
        this.transactions = transactions;
    }

    /**
     * Makes an order that a guest has begun the order of a person; repeating it changes nothing.
     *
     * @return whether it is a person's now; if not, somebody else is about it
     * @throws Problem when the realm does not answer; it is tried again by itself
     */
    boolean admit(Order order) {
        if (order.person().isPresent() || order.guest().isEmpty()) {
            return true;
        }
        if (!transactions.call(() -> rows.claimGuest(order.id(), LONGEST))) {
            return transactions
                    .call(() -> rows.find(order.id()))
                    .orElseThrow()
                    .person()
                    .isPresent();
        }
        Order.GuestOf guest = order.guest().get();
        try {
            Person person = accounts.open(guest.email(), guest.name());
            transactions.run(() -> rows.belongsTo(order.id(), person.id()));
            return true;
        } catch (Problem problem) {
            transactions.run(() -> rows.leaveGuest(order.id()));
            throw problem;
        }
    }
}
