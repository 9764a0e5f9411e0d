package io.lyceum.shared.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * A transaction of its own: for background work, for steps between calls to the outside, and around
 * what a page reads by several use cases, so that it is bound to the school once.
 */
@ApplicationScoped
public class Transactions {

    /** Runs the action in a new transaction and answers what it answers. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T call(Supplier<T> action) {
        return action.get();
    }

    /** Runs the action in a new transaction. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void run(Runnable action) {
        action.run();
    }
}
