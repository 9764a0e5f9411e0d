package io.lyceum.commerce.internal;

import io.lyceum.commerce.Order;
import io.lyceum.identity.Accounts;
import io.lyceum.identity.Person;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Gives guests who have paid an account. Never inside a transaction: the realm is asked. */
@ApplicationScoped
class Guests {

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
     * @throws Problem when the realm does not answer; it is tried again by itself
     */
    void admit(Order order) {
        if (order.person().isPresent() || order.guest().isEmpty()) {
            return;
        }
        Order.GuestOf guest = order.guest().get();
        Person person = accounts.open(guest.email(), guest.name());
        transactions.run(() -> rows.belongsTo(order.id(), person.id()));
    }
}
