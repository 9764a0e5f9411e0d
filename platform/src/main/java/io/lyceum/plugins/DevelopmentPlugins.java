package io.lyceum.plugins;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugins.PluginVersion.SignedBy;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.PluginVersion.Where;
import io.lyceum.plugins.internal.Archives;
import io.lyceum.plugins.internal.PluginHost;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Versions that somebody is writing just now, on a machine of their own. Only there, with the
 * setting {@code lyceum.plugins.dev}, an archive may take the place of another one of the same
 * version. Its version ends in {@value PluginVersion#DEVELOPMENT}, which no other way takes in, and
 * a server without the setting runs none that it finds.
 */
@ApplicationScoped
public class DevelopmentPlugins {

    private static final String WITHDRAWN = "It was written here with lyceum.plugins.dev.";

    private final boolean allowed;
    private final Plugins plugins;
    private final SchoolPlugins schoolPlugins;
    private final PluginCalls calls;
    private final PluginHost host;
    private final Archives archives;
    private final Sql sql;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final Clock clock;
    private final Audit audit;

    protected DevelopmentPlugins() {
        this(false, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    DevelopmentPlugins(
            @ConfigProperty(name = "lyceum.plugins.dev", defaultValue = "false") boolean allowed,
            Plugins plugins,
            SchoolPlugins schoolPlugins,
            PluginCalls calls,
            PluginHost host,
            Archives archives,
            Sql sql,
            Transactions transactions,
            CurrentSchool school,
            Clock clock,
            Audit audit) {
        this.allowed = allowed;
        this.plugins = plugins;
        this.schoolPlugins = schoolPlugins;
        this.calls = calls;
        this.host = host;
        this.archives = archives;
        this.sql = sql;
        this.transactions = transactions;
        this.school = school;
        this.clock = clock;
        this.audit = audit;
    }

    /** A database that was developed on may later be served without the setting. */
    void withdraw(@Observes @Priority(2001) @Initialized(ApplicationScoped.class) Object event) {
        if (!allowed) {
            school.run(
                    SchoolId.PLATFORM,
                    () ->
                            transactions.run(
                                    () ->
                                            sql.update(
                                                            """
                                                            update plugin_version
                                                            set state = 'REVOKED', reason = :reason, changed_at = :now
                                                            where version like :development and state <> 'REVOKED'
                                                            """)
                                                    .set("reason", WITHDRAWN)
                                                    .set("now", clock.instant())
                                                    .set(
                                                            "development",
                                                            "%" + PluginVersion.DEVELOPMENT)
                                                    .run()));
        }
    }

    /**
     * Refuses to be here on a server that is not for development.
     *
     * @throws Problem NOT_FOUND
     */
    public void require() {
        if (!allowed) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /**
     * Takes an archive in, in the place of the one that this version had. In the server's process
     * its extensions are made first, so that one that does not load replaces nothing.
     *
     * @param where it runs
     * @throws Problem NOT_FOUND, PLUGIN_REFUSED with the reason
     */
    public PluginVersion take(InputStream content, Where where) {
        require();
        try {
            Path file = archives.receive(content);
            try {
                PluginArchive archive = PluginIntake.inspect(file);
                if (!PluginVersion.isDevelopment(archive.descriptor().version())) {
                    throw new Problem(
                            PluginProblem.PLUGIN_REFUSED,
                            "a version that is being written ends in "
                                    + PluginVersion.DEVELOPMENT
                                    + ".");
                }
                archives.keep(archive);
                return replace(archive, where);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginVersion replace(PluginArchive archive, Where where) throws IOException {
        String id = archive.descriptor().id();
        String version = archive.descriptor().version();
        Optional<PluginVersion> before = transactions.call(() -> plugins.find(id, version));
        Instant now = clock.instant();
        PluginVersion candidate =
                new PluginVersion(
                        archive.descriptor(),
                        State.PUBLISHED,
                        where,
                        SignedBy.NOBODY,
                        archive.sha256(),
                        archive.size(),
                        now,
                        now,
                        "",
                        "",
                        Optional.empty(),
                        Optional.of(now));
        boolean moved = before.filter(known -> known.runtime() != where).isPresent();
        if (moved) {
            host.close(candidate);
        }
        try {
            host.runtime(candidate);
        } catch (CallFailed e) {
            throw new Problem(PluginProblem.PLUGIN_REFUSED, e.getMessage());
        }
        String yaml = new String(archive.read("plugin.yaml"), StandardCharsets.UTF_8);
        transactions.run(() -> write(candidate, yaml));
        before.filter(known -> !known.sha256().equals(candidate.sha256())).ifPresent(host::close);
        return candidate;
    }

    private void write(PluginVersion version, String yaml) {
        sql.update(
                        """
                        insert into plugin_version
                            (plugin_id, version, state, runtime, publisher, signed_by, descriptor, sha256, size_bytes,
                             added_at, changed_at, published_at, reason)
                        values (:id, :version, :state, :runtime, :publisher, :signed, :descriptor, :sha, :size, :now,
                            :now, :now, '')
                        on conflict (plugin_id, version) do update
                        set state = :state, runtime = :runtime, publisher = :publisher, signed_by = :signed,
                            descriptor = :descriptor, sha256 = :sha, size_bytes = :size, changed_at = :now, reason = ''
                        """)
                .set("id", version.id())
                .set("version", version.version())
                .set("state", version.state())
                .set("runtime", version.runtime())
                .set("publisher", version.descriptor().publisher())
                .set("signed", version.signedBy())
                .set("descriptor", yaml)
                .set("sha", version.sha256())
                .set("size", version.size())
                .set("now", version.changedAt())
                .run();
        audit.record(
                "plugin.developed",
                "plugin",
                version.descriptor().reference(),
                Map.of("sha256", version.sha256()));
    }

    /**
     * Installs the development version at the current school and lets it work: all that it asks for
     * is agreed to, and whatever went wrong with it is forgiven. The settings stay.
     *
     * @throws Problem NOT_FOUND, NO_SUCH_PLUGIN
     */
    public SchoolPlugin install(String plugin, String version) {
        require();
        if (!PluginVersion.isDevelopment(version)) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        PluginVersion wanted =
                transactions.call(
                        () ->
                                plugins.find(plugin, version)
                                        .orElseThrow(
                                                () -> new Problem(PluginProblem.NO_SUCH_PLUGIN)));
        calls.forgive(plugin);
        Optional<SchoolPlugin> known =
                schoolPlugins
                        .find(plugin)
                        .filter(p -> p.running() && p.covers(wanted))
                        .filter(p -> p.version().version().equals(version));
        return known.orElseGet(
                () -> schoolPlugins.install(plugin, version, Consent.of(wanted.descriptor())));
    }
}
