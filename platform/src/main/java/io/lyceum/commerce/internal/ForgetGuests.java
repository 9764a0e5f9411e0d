package io.lyceum.commerce.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Forgets names and addresses of guests who did not pay in the end. */
@ApplicationScoped
class ForgetGuests implements Chore {

    private static final Duration KEPT = Duration.ofDays(30);

    @Inject Sql sql;
    @Inject Transactions transactions;

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        update sales_order
                                        set guest_email = null, guest_name = null, guest_token = null,
                                            buyer_company = '', buyer_vat_id = ''
                                        where tenant_id = :tenant and created_at < :before
                                          and guest_token is not null and person_id is null and paid_at is null
                                          and status in ('EXPIRED', 'FAILED')
                                        """)
                                .set("before", now.minus(KEPT))
                                .run());
    }
}
