package io.lyceum.shared.persistence;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the database to the version of this release, before anything else of the product runs. */
@ApplicationScoped
class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());
    private static final String FOLDER = "db/migration/";

    @Resource(lookup = "jdbc/lyceum-owner")
    DataSource owner;

    void migrate(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
        try {
            Path scripts = unpacked();
            MigrateResult result =
                    Flyway.configure()
                            .dataSource(owner)
                            .locations("filesystem:" + scripts)
                            .failOnMissingLocations(true)
                            .load()
                            .migrate();
            LOG.info("database: " + result.migrationsExecuted + " migrations applied");
            delete(scripts);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the migrations cannot be read", e);
        }
    }

    /** Flyway cannot list folders of an archive that the server opened, so they go to a folder. */
    private static Path unpacked() throws IOException, URISyntaxException {
        Map<String, byte[]> scripts = scripts();
        if (scripts.isEmpty()) {
            throw new IllegalStateException("no migrations found");
        }
        Path folder = Files.createTempDirectory("lyceum-migrations");
        for (Map.Entry<String, byte[]> script : scripts.entrySet()) {
            Files.write(folder.resolve(script.getKey()), script.getValue());
        }
        return folder;
    }

    private static Map<String, byte[]> scripts() throws IOException, URISyntaxException {
        URI home = Migrations.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Map<String, byte[]> scripts = new TreeMap<>();
        try (InputStream archive = home.toURL().openStream();
                ZipInputStream entries = new ZipInputStream(archive)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(FOLDER) && name.endsWith(".sql")) {
                    scripts.put(name.substring(FOLDER.length()), entries.readAllBytes());
                }
            }
        }
        return scripts;
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            List<Path> all = new ArrayList<>(files.toList());
            all.add(folder);
            for (Path path : all) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
