package io.lyceum.integrations.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes what other systems told long ago; what waits for somebody stays. */
@ApplicationScoped
class ForgetOldInbound implements Chore {

    private static final Duration KEPT = Duration.ofDays(90);

    @Inject Sql sql;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        delete from inbound_message
                                        where tenant_id = :tenant and received_at < :old and status <> 'WAITING'
                                        """)
                                .set("old", now.minus(KEPT))
                                .run());
    }
}
