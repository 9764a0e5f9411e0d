package io.lyceum.credits.internal;

import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.Credits;
import io.lyceum.shared.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Gives back what was reserved and never committed or released. Whoever looks at an account or
 * reserves from it finds it given back already; this is for those that nobody looks at.
 */
@ApplicationScoped
class GiveBackReservedCredits implements Chore {

    private static final int PORTION = 200;

    @Inject Credits credits;

    @Override
    public void forSchool(Instant now) {
        List<CreditHolder> portion;
        do {
            portion = credits.overdue(PORTION);
            portion.forEach(credits::tidy);
        } while (portion.size() == PORTION);
    }
}
