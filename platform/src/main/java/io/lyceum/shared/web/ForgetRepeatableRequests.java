package io.lyceum.shared.web;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Removes what {@link IdempotencyFilter} no longer answers from. */
@ApplicationScoped
public class ForgetRepeatableRequests implements Chore {

    private final Sql sql;
    private final Transactions transactions;

    protected ForgetRepeatableRequests() {
        this(null, null);
    }

    @Inject
    ForgetRepeatableRequests(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        delete from idempotency_record
                                        where tenant_id = :tenant and created_at < :old
                                        """)
                                .set("old", now.minus(IdempotencyFilter.LIFE))
                                .run());
    }
}
