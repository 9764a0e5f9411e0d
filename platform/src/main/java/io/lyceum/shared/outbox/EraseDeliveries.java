package io.lyceum.shared.outbox;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Lets nothing more be delivered for a school, and waits for what is under way. */
@ApplicationScoped
class EraseDeliveries implements ErasureStep {

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;

    protected EraseDeliveries() {
        this(null, null, null);
    }

    @Inject
    EraseDeliveries(Sql sql, Clock clock, Transactions transactions) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
    }

    @Override
    public String key() {
        return "deliveries";
    }

    @Override
    public int position() {
        return 10;
    }

    /** The rows themselves go with all others. */
    @Override
    public Progress run(School school) {
        return transactions.call(
                () -> {
                    sql.update("delete from outbox_due where tenant_id = :tenant").run();
                    boolean underWay =
                            sql.query(
                                            """
                                            select 1 as one
                                            from outbox_delivery
                                            where tenant_id = :tenant
                                              and status = 'PENDING'
                                              and leased_until > :now
                                            limit 1
                                            """)
                                    .set("now", clock.instant())
                                    .first(row -> row.integer("one"))
                                    .isPresent();
                    return underWay ? Progress.BUSY : Progress.DONE;
                });
    }
}
