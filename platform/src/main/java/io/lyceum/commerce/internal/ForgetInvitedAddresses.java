package io.lyceum.commerce.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Forgets the addresses of those who were invited to seats that were paid back, or long ago. Their
 * links stay as they are.
 */
@ApplicationScoped
class ForgetInvitedAddresses implements Chore {

    private static final Duration PAID_BACK = Duration.ofDays(30);
    private static final Duration LONG_AGO = Duration.ofDays(365);

    @Inject Sql sql;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        update seat_invitation i
                                        set email = null
                                        from coupon c
                                        where i.tenant_id = :tenant and i.email is not null
                                          and c.tenant_id = :tenant and c.id = i.coupon_id
                                          and (i.created_at < :longAgo or c.archived and c.archived_at < :paidBack)
                                        """)
                                .set("longAgo", now.minus(LONG_AGO))
                                .set("paidBack", now.minus(PAID_BACK))
                                .run());
    }
}
