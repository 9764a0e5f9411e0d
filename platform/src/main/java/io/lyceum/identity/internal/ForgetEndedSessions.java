package io.lyceum.identity.internal;

import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes sessions that have ended and sign-ins that nobody came back from. */
@ApplicationScoped
public class ForgetEndedSessions implements Chore {

    /** Longer than any sign-in may take. */
    private static final Duration KEEP_FLOWS = Duration.ofHours(1);

    private final Sql sql;
    private final Transactions transactions;

    protected ForgetEndedSessions() {
        this(null, null);
    }

    @Inject
    ForgetEndedSessions(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () -> {
                    sql.update(
                                    "delete from session where tenant_id = :tenant and expires_at < :now")
                            .set("now", now)
                            .run();
                    sql.update(
                                    """
                                    delete from sign_in_flow
                                    where tenant_id = :tenant and created_at < :old
                                    """)
                            .set("old", now.minus(KEEP_FLOWS))
                            .run();
                });
    }
}
