package io.lyceum.commerce.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Opens what people have bought before it began, when it begins. */
@ApplicationScoped
class OpenWhatWasSoldAhead implements Chore {

    @Inject Entitlements entitlements;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        transactions.call(entitlements::openDue);
    }
}
