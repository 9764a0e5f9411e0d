package io.lyceum.plugins.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Forgets what a school has left among the plugins of all: its ratings, its quarantines. */
@ApplicationScoped
class ErasePluginTraces implements ErasureStep {

    private final Sql sql;
    private final Transactions transactions;

    protected ErasePluginTraces() {
        this(null, null);
    }

    @Inject
    ErasePluginTraces(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public String key() {
        return "plugins";
    }

    @Override
    public int position() {
        return 35;
    }

    @Override
    public Progress run(School school) {
        return transactions.call(
                () -> {
                    sql.update("delete from plugin_rating where school_id = :tenant").run();
                    sql.update("delete from plugin_quarantine where school_id = :tenant").run();
                    return Progress.DONE;
                });
    }
}
