package io.lyceum.commerce.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Has Stripe end the subscriptions of people who were erased. */
@ApplicationScoped
class EndSubscriptionsOfNobody implements Chore {

    @Inject SubscriptionRows rows;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        transactions.run(rows::tellOfNobody);
    }
}
