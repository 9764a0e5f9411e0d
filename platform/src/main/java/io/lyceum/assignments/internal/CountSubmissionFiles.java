package io.lyceum.assignments.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.QuotaUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Adds up the bytes of files that were handed in. */
@ApplicationScoped
class CountSubmissionFiles implements QuotaUse {

    @Inject Sql sql;

    @Override
    public Quota quota() {
        return Quota.STORAGE;
    }

    @Override
    public long used() {
        return sql.query(
                        """
                        select cast(coalesce(sum(size_bytes), 0) as bigint) as used
                        from submission_file
                        where tenant_id = :tenant
                        """)
                .first(row -> row.number("used"))
                .orElse(0L);
    }
}
