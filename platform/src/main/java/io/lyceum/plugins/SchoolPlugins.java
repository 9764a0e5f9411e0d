package io.lyceum.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugins.SchoolPlugin.State;
import io.lyceum.plugins.internal.PluginWork;
import io.lyceum.plugins.internal.SettingsForm;
import io.lyceum.plugins.internal.VersionRows;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Encryption;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plugins that the current school uses, what it has agreed to, and how it has set them. */
@UseCase
public class SchoolPlugins {

    private static final String SELECT =
            "select "
                    + VersionRows.COLUMNS
                    + """
                    , s.state, s.scopes, s.hosts, s.settings, s.secrets, s.channel, s.previous_version,
                      s.last_error,
                      s.last_error_at, s.changed_at
                    from school_plugin s
                    join plugin_version v on v.plugin_id = s.plugin_id and v.version = s.version
                    where s.tenant_id = :tenant
                    """;

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final Plugins plugins;
    private final Encryption encryption;
    private final PluginWork work;
    private final Quotas quotas;

    protected SchoolPlugins() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    SchoolPlugins(
            Sql sql,
            Clock clock,
            Audit audit,
            Plugins plugins,
            Encryption encryption,
            PluginWork work,
            Quotas quotas) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.plugins = plugins;
        this.encryption = encryption;
        this.work = work;
        this.quotas = quotas;
    }

    /** Lists what the school has installed, by name. */
    public List<SchoolPlugin> list() {
        return sql.query(SELECT + " order by s.plugin_id").list(this::plugin);
    }

    /** Finds an installed plugin. */
    public Optional<SchoolPlugin> find(String plugin) {
        return sql.query(SELECT + " and s.plugin_id = :plugin")
                .set("plugin", plugin)
                .first(this::plugin);
    }

    /**
     * Finds an installed plugin.
     *
     * @throws Problem NO_SUCH_PLUGIN
     */
    public SchoolPlugin require(String plugin) {
        return find(plugin).orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
    }

    private SchoolPlugin plugin(Row row) {
        PluginVersion version = VersionRows.read(row);
        Set<String> secrets = new HashSet<>();
        tree(row.text("secrets")).fieldNames().forEachRemaining(secrets::add);
        return new SchoolPlugin(
                version,
                row.constant("state", State.class),
                Set.copyOf(row.texts("scopes")),
                Set.copyOf(row.texts("hosts")),
                SettingsForm.withDefaults(
                        version.descriptor().settings(), tree(row.text("settings"))),
                secrets,
                row.constant("channel", PluginChannel.class),
                row.optionalText("previous_version"),
                row.text("last_error"),
                row.optionalInstant("last_error_at"),
                row.instant("changed_at"));
    }

    private static JsonNode tree(String json) {
        return Json.read(json, JsonNode.class);
    }

    /**
     * Finds a version that the school may install.
     *
     * @param agreed what somebody has read and agreed to
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_REVOKED, PLUGIN_CONSENT_MISSING
     */
    public PluginVersion installable(String plugin, String version, Consent agreed) {
        PluginVersion wanted =
                plugins.find(plugin, version)
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        boolean mine = find(plugin).filter(p -> p.version().version().equals(version)).isPresent();
        switch (wanted.state()) {
            case PUBLISHED -> {}
            case REVOKED -> throw new Problem(PluginProblem.PLUGIN_REVOKED, wanted.reason());
            case YANKED -> {
                if (!mine) {
                    throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
                }
            }
            case DRAFT, SCANNED, IN_REVIEW, CHANGES_REQUESTED, APPROVED, REJECTED ->
                    throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        Consent asked = Consent.of(wanted.descriptor());
        if (!agreed.scopes().containsAll(asked.scopes())
                || !agreed.hosts().containsAll(asked.hosts())) {
            throw new Problem(PluginProblem.PLUGIN_CONSENT_MISSING);
        }
        return wanted;
    }

    /**
     * Installs a version, or changes to it: the one that was there is kept for going back. What the
     * plugin keeps stays as it is.
     *
     * @param agreed what somebody has read and agreed to
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_REVOKED, PLUGIN_CONSENT_MISSING
     */
    public SchoolPlugin install(String plugin, String version, Consent agreed) {
        Consent asked = Consent.of(installable(plugin, version, agreed).descriptor());
        boolean more = find(plugin).filter(p -> p.state() == State.ENABLED).isEmpty();
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into school_plugin
                            (tenant_id, id, plugin_id, version, state, scopes, hosts, changed_at)
                        values (:tenant, :id, :plugin, :version, 'ENABLED', :scopes, :hosts, :now)
                        on conflict (tenant_id, plugin_id) do update
                        set previous_version = case
                                when school_plugin.version = :version then school_plugin.previous_version
                                else school_plugin.version end,
                            version = :version, state = 'ENABLED', scopes = :scopes, hosts = :hosts,
                            last_error = '', last_error_at = null, changed_at = :now
                        """)
                .set("id", Ids.at(now))
                .set("plugin", plugin)
                .set("version", version)
                .set("scopes", asked.scopes().toArray(String[]::new))
                .set("hosts", asked.hosts().toArray(String[]::new))
                .set("now", now)
                .run();
        if (more) {
            quotas.require(Quota.PLUGINS);
        }
        audit.record(
                "plugin.installed",
                "plugin",
                plugin + "@" + version,
                Map.of(
                        "scopes", asked.scopes().stream().sorted().toList(),
                        "hosts", asked.hosts().stream().sorted().toList()));
        return followed(plugin);
    }

    /**
     * Goes back to the version before. Nothing that it asks for is new: it was agreed to then.
     *
     * @throws Problem NO_SUCH_PLUGIN when there is none, PLUGIN_REVOKED
     */
    public SchoolPlugin rollBack(String plugin) {
        String previous =
                require(plugin)
                        .previous()
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        PluginVersion version = plugins.find(plugin, previous).orElseThrow();
        return install(plugin, previous, Consent.of(version.descriptor()));
    }

    /**
     * Changes to a version that asks for nothing new, unless somebody has done something to the
     * plugin since it was read.
     *
     * @param read what the school had then
     * @return whether it has changed
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_REVOKED
     */
    public boolean change(SchoolPlugin read, String version) {
        boolean same =
                sql.query(
                                """
                                select id from school_plugin
                                where tenant_id = :tenant and plugin_id = :plugin and version = :version
                                  and state = 'ENABLED' and channel = :channel
                                for update
                                """)
                        .set("plugin", read.id())
                        .set("version", read.version().version())
                        .set("channel", read.channel())
                        .first(row -> row.uuid("id"))
                        .isPresent();
        if (same) {
            install(read.id(), version, new Consent(read.scopes(), read.hosts()));
        }
        return same;
    }

    /**
     * Follows a channel, or none.
     *
     * @throws Problem NO_SUCH_PLUGIN
     */
    public SchoolPlugin follow(String plugin, PluginChannel channel) {
        require(plugin);
        sql.update(
                        """
                        update school_plugin
                        set channel = :channel, changed_at = :now
                        where tenant_id = :tenant and plugin_id = :plugin
                        """)
                .set("channel", channel)
                .set("now", clock.instant())
                .set("plugin", plugin)
                .run();
        audit.record("plugin.channel", "plugin", plugin, Map.of("channel", channel));
        return require(plugin);
    }

    /**
     * Lets a plugin work, or stops it. What it keeps stays.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_REVOKED
     */
    public SchoolPlugin enable(String plugin, boolean enabled) {
        SchoolPlugin known = require(plugin);
        if (enabled && known.version().state() == PluginVersion.State.REVOKED) {
            throw new Problem(PluginProblem.PLUGIN_REVOKED, known.version().reason());
        }
        move(plugin, enabled ? State.ENABLED : State.DISABLED);
        if (enabled && known.state() != State.ENABLED) {
            quotas.require(Quota.PLUGINS);
        }
        audit.record(enabled ? "plugin.enabled" : "plugin.disabled", "plugin", plugin, Map.of());
        return followed(plugin);
    }

    private SchoolPlugin followed(String plugin) {
        SchoolPlugin now = require(plugin);
        work.follow(now);
        return now;
    }

    private void move(String plugin, State state) {
        sql.update(
                        """
                        update school_plugin
                        set state = :state, changed_at = :now,
                            last_error = case when :state = 'ENABLED' then '' else last_error end
                        where tenant_id = :tenant and plugin_id = :plugin
                        """)
                .set("state", state)
                .set("now", clock.instant())
                .set("plugin", plugin)
                .run();
    }

    /** Remembers what went wrong; with {@code quarantine} the plugin is not called any more. */
    public void failed(String plugin, String error, boolean quarantine) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update school_plugin
                        set last_error = :error, last_error_at = :now,
                            state = case when :quarantine and state = 'ENABLED' then 'QUARANTINED' else state end
                        where tenant_id = :tenant and plugin_id = :plugin
                        """)
                .set("error", error.length() > 1000 ? error.substring(0, 1000) : error)
                .set("now", now)
                .set("quarantine", quarantine)
                .set("plugin", plugin)
                .run();
        if (quarantine) {
            audit.record("plugin.quarantined", "plugin", plugin, Map.of());
        }
    }

    /** Notes that a plugin asked for what was not granted. */
    public void denied(String plugin, String capability) {
        audit.record("plugin.denied", "plugin", plugin, Map.of("capability", capability));
    }

    /**
     * Changes settings. A secret that is left empty stays as it is.
     *
     * @param typed by property; what is missing is empty or off
     * @throws Problem NO_SUCH_PLUGIN, INVALID_INPUT with each wrong property
     */
    public SchoolPlugin set(String plugin, Map<String, String> typed) {
        SchoolPlugin known = require(plugin);
        SettingsForm.Read read =
                SettingsForm.read(
                        known.version().descriptor().settings(), typed, known.secretsSet());
        ObjectNode secrets = Json.MAPPER.createObjectNode();
        read.secrets().forEach((name, value) -> secrets.put(name, encryption.encrypt(value)));
        sql.update(
                        """
                        update school_plugin
                        set settings = cast(:settings as jsonb), secrets = secrets || cast(:secrets as jsonb),
                            changed_at = :now
                        where tenant_id = :tenant and plugin_id = :plugin
                        """)
                .set("settings", Json.write(read.values()))
                .set("secrets", secrets.toString())
                .set("now", clock.instant())
                .set("plugin", plugin)
                .run();
        audit.record(
                "plugin.set",
                "plugin",
                plugin,
                Map.of("settings", List.copyOf(read.values().keySet())));
        return require(plugin);
    }

    /** Reads a secret setting for the plugin itself. */
    public Optional<String> secret(String plugin, String name) {
        return sql.query(
                        """
                        select secrets ->> :name as secret
                        from school_plugin
                        where tenant_id = :tenant and plugin_id = :plugin
                        """)
                .set("name", name)
                .set("plugin", plugin)
                .first(row -> row.optionalText("secret"))
                .flatMap(secret -> secret)
                .map(encryption::decrypt);
    }

    /**
     * Removes a plugin from the school, with all that it keeps.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_IN_USE while lessons have activities of it
     */
    public void remove(String plugin) {
        require(plugin);
        int used =
                sql.query(
                                """
                                select count(*) as used
                                from activity
                                where tenant_id = :tenant and plugin_id = :plugin and removed_at is null
                                """)
                        .set("plugin", plugin)
                        .first(row -> row.integer("used"))
                        .orElse(0);
        if (used > 0) {
            throw new Problem(PluginProblem.PLUGIN_IN_USE, used);
        }
        Map<String, Object> gone = new LinkedHashMap<>();
        for (String table : List.of("plugin_entry", "school_plugin")) {
            gone.put(
                    table,
                    sql.update(
                                    "delete from "
                                            + table
                                            + " where tenant_id = :tenant and plugin_id = :plugin")
                            .set("plugin", plugin)
                            .run());
        }
        work.forget(plugin);
        audit.record("plugin.removed", "plugin", plugin, gone);
    }
}
