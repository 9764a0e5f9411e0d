package io.lyceum.identity;

import io.lyceum.identity.internal.RealmKeeper;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Accounts in the realm of the current school. Takes a while: not in a transaction. */
@ApplicationScoped
public class Accounts {

    private final RealmKeeper keeper;

    protected Accounts() {
        this(null);
    }

    @Inject
    Accounts(RealmKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * Removes an account for good; repeating it changes nothing.
     *
     * @throws Problem when the realm does not answer or refuses
     */
    public void remove(String subject) {
        keeper.removeAccount(subject);
    }
}
