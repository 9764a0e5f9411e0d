package io.lyceum.shared.persistence;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the database to the version of this release, before anything else of the product runs. */
@ApplicationScoped
class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());

    @Resource(lookup = "jdbc/lyceum-owner")
    DataSource owner;

    void migrate(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
        MigrateResult result =
                Flyway.configure(Thread.currentThread().getContextClassLoader())
                        .dataSource(owner)
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
        LOG.info("database: " + result.migrationsExecuted + " migrations applied");
    }
}
