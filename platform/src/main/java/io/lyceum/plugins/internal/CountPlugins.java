package io.lyceum.plugins.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.QuotaUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts plugins that are switched on. */
@ApplicationScoped
class CountPlugins implements QuotaUse {

    @Inject Sql sql;

    @Override
    public Quota quota() {
        return Quota.PLUGINS;
    }

    @Override
    public long used() {
        return sql.query(
                        """
                        select count(*) as used
                        from school_plugin
                        where tenant_id = :tenant and state = 'ENABLED'
                        """)
                .first(row -> row.number("used"))
                .orElse(0L);
    }
}
