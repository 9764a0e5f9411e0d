package io.lyceum.plugins;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugins.PluginVersion.SignedBy;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.PluginVersion.Where;
import io.lyceum.plugins.internal.VersionRows;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of all plugins that the platform knows. */
@UseCase
public class Plugins {

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected Plugins() {
        this(null, null, null);
    }

    @Inject
    Plugins(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** Lists all versions: plugins by name, the newest version of each first. At most 500. */
    public List<PluginVersion> list() {
        return sql.query(
                        "select "
                                + VersionRows.COLUMNS
                                + """
                                from plugin_version v
                                order by v.plugin_id, v.added_at desc
                                limit 500
                                """)
                .list(VersionRows::read);
    }

    /** Finds a version. */
    public Optional<PluginVersion> find(String plugin, String version) {
        return sql.query(
                        "select "
                                + VersionRows.COLUMNS
                                + """
                                from plugin_version v
                                where v.plugin_id = :plugin and v.version = :version
                                """)
                .set("plugin", plugin)
                .set("version", version)
                .first(VersionRows::read);
    }

    /** Finds the version of a plugin that schools get: the newest one that is published. */
    public Optional<PluginVersion> offered(String plugin) {
        return sql.query(
                        "select "
                                + VersionRows.COLUMNS
                                + """
                                from plugin_version v
                                where v.plugin_id = :plugin and v.state = 'PUBLISHED'
                                order by v.added_at desc
                                limit 1
                                """)
                .set("plugin", plugin)
                .first(VersionRows::read);
    }

    /** Lists what schools can install: the newest published version of each plugin. */
    public List<PluginVersion> directory() {
        return sql.query(
                        "select distinct on (v.plugin_id) "
                                + VersionRows.COLUMNS
                                + """
                                from plugin_version v
                                where v.state = 'PUBLISHED'
                                order by v.plugin_id, v.added_at desc
                                """)
                .list(VersionRows::read);
    }

    /**
     * Adds a version whose archive is stored already. The same archive again changes nothing.
     *
     * @throws Problem PLUGIN_VERSION_EXISTS when the version is here with another archive
     */
    public PluginVersion add(
            PluginArchive archive, String yaml, SignedBy signedBy, State state, String reason) {
        Instant now = clock.instant();
        String id = archive.descriptor().id();
        String version = archive.descriptor().version();
        int added =
                sql.update(
                                """
                                insert into plugin_version
                                    (plugin_id, version, state, runtime, publisher, signed_by, descriptor, sha256,
                                     size_bytes, added_at, changed_at, reason)
                                values (:id, :version, :state, :runtime, :publisher, :signed, :descriptor, :sha,
                                    :size, :now, :now, :reason)
                                on conflict (plugin_id, version) do nothing
                                """)
                        .set("id", id)
                        .set("version", version)
                        .set("state", state)
                        .set(
                                "runtime",
                                signedBy == SignedBy.PLATFORM ? Where.IN_PROCESS : Where.WORKER)
                        .set("publisher", archive.descriptor().publisher())
                        .set("signed", signedBy)
                        .set("descriptor", yaml)
                        .set("sha", archive.sha256())
                        .set("size", archive.size())
                        .set("now", now)
                        .set("reason", reason)
                        .run();
        PluginVersion known = find(id, version).orElseThrow();
        if (added == 0 && !known.sha256().equals(archive.sha256())) {
            throw new Problem(PluginProblem.PLUGIN_VERSION_EXISTS, id, version);
        }
        if (added == 1) {
            audit.record(
                    "plugin.added",
                    "plugin",
                    archive.descriptor().reference(),
                    Map.of("sha256", archive.sha256(), "signedBy", signedBy.name()));
        }
        return known;
    }

    /**
     * Moves a version to another state.
     *
     * @param reason shown to schools that have it
     * @throws Problem NO_SUCH_PLUGIN
     */
    public PluginVersion move(String plugin, String version, State state, String reason) {
        int moved =
                sql.update(
                                """
                                update plugin_version
                                set state = :state, reason = :reason, changed_at = :now
                                where plugin_id = :plugin and version = :version
                                """)
                        .set("state", state)
                        .set("reason", reason.strip())
                        .set("now", clock.instant())
                        .set("plugin", plugin)
                        .set("version", version)
                        .run();
        if (moved == 0) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        audit.record(
                "plugin.moved", "plugin", plugin + "@" + version, Map.of("state", state.name()));
        return find(plugin, version).orElseThrow();
    }
}
