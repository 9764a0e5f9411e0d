package io.lyceum.identity.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.QuotaUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts learners who have access. */
@ApplicationScoped
class CountLearners implements QuotaUse {

    @Inject Sql sql;

    @Override
    public Quota quota() {
        return Quota.LEARNERS;
    }

    @Override
    public long used() {
        return sql.query(
                        """
                        select count(*) as used
                        from person
                        where tenant_id = :tenant and role = 'LEARNER' and active
                        """)
                .first(row -> row.number("used"))
                .orElse(0L);
    }
}
