package io.lyceum.commerce.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Forgets what Stripe has told, which holds names and addresses; orders and books stay. */
@ApplicationScoped
class ForgetOldPaymentEvents implements Chore {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int PORTION = 1000;

    @Inject Sql sql;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        while (transactions.call(() -> forget(now.minus(KEPT))) == PORTION) {
            // A portion is a transaction of its own.
        }
    }

    private int forget(Instant before) {
        return sql.update(
                        """
                        delete from payment_event
                        where tenant_id = :tenant
                          and id = any(array(
                            select id
                            from payment_event
                            where tenant_id = :tenant and received_at < :before
                            order by received_at
                            limit :portion))
                        """)
                .set("before", before)
                .set("portion", PORTION)
                .run();
    }
}
