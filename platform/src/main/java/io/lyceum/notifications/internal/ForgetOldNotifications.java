package io.lyceum.notifications.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes what people were told a year ago. */
@ApplicationScoped
class ForgetOldNotifications implements Chore {

    private static final Duration KEPT = Duration.ofDays(400);
    private static final int PORTION = 1000;

    @Inject Sql sql;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        int removed;
        do {
            removed =
                    transactions.call(
                            () ->
                                    sql.update(
                                                    """
                                                    delete from notification
                                                    where tenant_id = :tenant
                                                      and id = any(array(
                                                        select id from notification
                                                        where tenant_id = :tenant and created_at < :old
                                                        limit :portion))
                                                    """)
                                            .set("old", now.minus(KEPT))
                                            .set("portion", PORTION)
                                            .run());
        } while (removed == PORTION);
    }
}
