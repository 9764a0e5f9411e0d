package io.lyceum.catalog.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.QuotaUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts courses, drafts and archived ones included. */
@ApplicationScoped
class CountCourses implements QuotaUse {

    @Inject Sql sql;

    @Override
    public Quota quota() {
        return Quota.COURSES;
    }

    @Override
    public long used() {
        return sql.query("select count(*) as used from course where tenant_id = :tenant")
                .first(row -> row.number("used"))
                .orElse(0L);
    }
}
