package io.lyceum.plugins;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.scan.CodeScan;
import io.lyceum.plugins.PluginVersion.SignedBy;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.PluginVersion.Where;
import io.lyceum.plugins.internal.VersionRows;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.SchoolId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of all plugins that the platform knows, and their way from upload to school. */
@UseCase
public class Plugins {

    private static final int SCHOOLS_IN_QUARANTINE = 3;
    private static final Duration QUARANTINE_COUNTS = Duration.ofDays(1);

    /** The longest reason or changelog, in characters. */
    public static final int LONGEST_TEXT = 4000;

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final Outbox outbox;

    protected Plugins() {
        this(null, null, null, null);
    }

    @Inject
    Plugins(Sql sql, Clock clock, Audit audit, Outbox outbox) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** Lists all versions: plugins by name, the newest version of each first. At most 500. */
    public List<PluginVersion> list() {
        return VersionRows.query(
                        sql,
                        """
                                order by v.plugin_id, v.added_at desc
                                limit 500
                                """)
                .list(VersionRows::read);
    }

    /** Lists the versions of a publisher, the latest change first. At most 200. */
    public List<PluginVersion> ofPublisher(String publisher) {
        return VersionRows.query(
                        sql,
                        """
                                where v.publisher = :publisher
                                order by v.changed_at desc
                                limit 200
                                """)
                .set("publisher", publisher)
                .list(VersionRows::read);
    }

    /** Tells whether a plugin has a version of this publisher. */
    public boolean isOf(String plugin, String publisher) {
        return sql.query(
                        """
                        select 1 from plugin_version
                        where plugin_id = :plugin and publisher = :publisher
                        limit 1
                        """)
                .set("plugin", plugin)
                .set("publisher", publisher)
                .first(row -> plugin)
                .isPresent();
    }

    /** Lists the versions of a plugin that schools could ever install, the newest first. */
    public List<PluginVersion> history(String plugin) {
        return VersionRows.query(
                        sql,
                        """
                                where v.plugin_id = :plugin and v.state in ('PUBLISHED', 'YANKED')
                                order by v.added_at desc
                                limit 50
                                """)
                .set("plugin", plugin)
                .list(VersionRows::read);
    }

    /** Lists what waits for a reviewer: what was handed in first comes first. At most 200. */
    public List<PluginVersion> queue() {
        return VersionRows.query(
                        sql,
                        """
                                where v.state = 'IN_REVIEW'
                                order by v.submitted_at, v.plugin_id
                                limit 200
                                """)
                .list(VersionRows::read);
    }

    /** Counts versions by state; a state that none is in counts 0. */
    public Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        sql.query("select state, count(*) as versions from plugin_version group by state")
                .list(
                        row ->
                                counts.put(
                                        row.constant("state", State.class),
                                        row.number("versions")));
        return counts;
    }

    /** Finds a version. */
    public Optional<PluginVersion> find(String plugin, String version) {
        return VersionRows.query(
                        sql,
                        """
                                where v.plugin_id = :plugin and v.version = :version
                                """)
                .set("plugin", plugin)
                .set("version", version)
                .first(VersionRows::read);
    }

    /**
     * Finds a version.
     *
     * @throws Problem NO_SUCH_PLUGIN
     */
    public PluginVersion require(String plugin, String version) {
        return find(plugin, version).orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
    }

    /**
     * Finds the version of a plugin that schools get: the highest one that is published, without a
     * suffix if there is one.
     */
    public Optional<PluginVersion> offered(String plugin) {
        return published(plugin).stream()
                .max(
                        Comparator.comparing((PluginVersion v) -> !v.number().isPreview())
                                .thenComparing(PluginVersion::number));
    }

    private List<PluginVersion> published(String plugin) {
        return VersionRows.query(
                        sql,
                        """
                                where v.plugin_id = :plugin and v.state = 'PUBLISHED'
                                order by v.added_at desc
                                limit 500
                                """)
                .set("plugin", plugin)
                .list(VersionRows::read);
    }

    /** Finds the highest version of a channel above the one that a school has. */
    public Optional<PluginVersion> next(SchoolPlugin plugin) {
        if (plugin.channel() == PluginChannel.PINNED) {
            return Optional.empty();
        }
        boolean previews = plugin.channel() == PluginChannel.PREVIEW;
        return published(plugin.id()).stream()
                .filter(v -> previews || !v.number().isPreview())
                .filter(v -> v.number().compareTo(plugin.version().number()) > 0)
                .max(Comparator.comparing(PluginVersion::number));
    }

    /** Finds what schools had before a version: what a reviewer compares it with. */
    public Optional<PluginVersion> before(PluginVersion version) {
        return VersionRows.query(
                        sql,
                        """
                                where v.plugin_id = :plugin
                                  and v.state in ('PUBLISHED', 'YANKED')
                                  and v.added_at < :added
                                order by v.added_at desc
                                limit 1
                                """)
                .set("plugin", version.id())
                .set("added", version.addedAt())
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
     * Adds a version whose archive is stored already, as a draft. The same archive again changes
     * nothing. Another archive takes the place of one that nobody has installed yet, while its
     * publisher is to work on it.
     *
     * @param changelog what is new; empty for nothing
     * @throws Problem PLUGIN_VERSION_EXISTS when the version is here with another archive,
     *     PLUGIN_TAKEN when the plugin is another publisher's
     */
    public PluginVersion add(
            PluginArchive archive, String yaml, SignedBy signedBy, String changelog) {
        String id = archive.descriptor().id();
        String version = archive.descriptor().version();
        requireSamePublisher(id, archive.descriptor().publisher());
        Optional<PluginVersion> known = find(id, version);
        if (known.isPresent() && known.get().sha256().equals(archive.sha256())) {
            return known.get();
        }
        Instant now = clock.instant();
        int written =
                sql.update(
                                """
                                insert into plugin_version
                                    (plugin_id, version, state, runtime, publisher, signed_by, descriptor, sha256,
                                     size_bytes, added_at, changed_at, reason, changelog)
                                values (:id, :version, 'DRAFT', :runtime, :publisher, :signed, :descriptor, :sha,
                                    :size, :now, :now, '', :changelog)
                                on conflict (plugin_id, version) do update
                                set state = 'DRAFT', runtime = excluded.runtime, signed_by = excluded.signed_by,
                                    descriptor = excluded.descriptor, sha256 = excluded.sha256,
                                    size_bytes = excluded.size_bytes, changed_at = excluded.changed_at, scan = null,
                                    changelog = excluded.changelog
                                where plugin_version.state in ('SCANNED', 'CHANGES_REQUESTED')
                                  and plugin_version.published_at is null
                                """)
                        .set("id", id)
                        .set("version", version)
                        .set(
                                "runtime",
                                signedBy == SignedBy.PLATFORM ? Where.IN_PROCESS : Where.WORKER)
                        .set("publisher", archive.descriptor().publisher())
                        .set("signed", signedBy)
                        .set("descriptor", yaml)
                        .set("sha", archive.sha256())
                        .set("size", archive.size())
                        .set("changelog", changelog.strip())
                        .set("now", now)
                        .run();
        if (written == 0) {
            PluginVersion there = require(id, version);
            if (!there.sha256().equals(archive.sha256())) {
                throw new Problem(PluginProblem.PLUGIN_VERSION_EXISTS, id, version);
            }
            return there;
        }
        audit.record(
                known.isPresent() ? "plugin.uploaded_again" : "plugin.added",
                "plugin",
                archive.descriptor().reference(),
                Map.of("sha256", archive.sha256(), "signedBy", signedBy.name()));
        return require(id, version);
    }

    private void requireSamePublisher(String plugin, String publisher) {
        sql.query(
                        """
                        select publisher from plugin_version where plugin_id = :plugin order by added_at limit 1
                        """)
                .set("plugin", plugin)
                .first(row -> row.text("publisher"))
                .filter(owner -> !owner.equals(publisher))
                .ifPresent(
                        owner -> {
                            throw new Problem(PluginProblem.PLUGIN_TAKEN, plugin, owner);
                        });
    }

    /**
     * Writes down what the host has found in a draft's classes.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_STATE
     */
    public PluginVersion scanned(String plugin, String version, CodeScan.Result found) {
        step(plugin, version, State.SCANNED, "");
        sql.update(
                        """
                        update plugin_version
                        set scan = cast(:scan as jsonb)
                        where plugin_id = :plugin and version = :version
                        """)
                .set("scan", Json.write(found))
                .set("plugin", plugin)
                .set("version", version)
                .run();
        return require(plugin, version);
    }

    /** Reads what the host has found in a version's classes; nothing for what was never scanned. */
    public Optional<CodeScan.Result> scan(String plugin, String version) {
        return sql.query(
                        """
                        select scan from plugin_version where plugin_id = :plugin and version = :version
                        """)
                .set("plugin", plugin)
                .set("version", version)
                .first(row -> row.optionalText("scan"))
                .flatMap(json -> json)
                .map(json -> Json.read(json, CodeScan.Result.class));
    }

    /**
     * Moves a version to another state, and tells whoever wants to know.
     *
     * @param reason shown to its publisher, and to schools that have it
     * @throws Problem NO_SUCH_PLUGIN; PLUGIN_STATE when there is no way from where it stands;
     *     INVALID_INPUT when something is to be said and is not
     */
    public PluginVersion move(String plugin, String version, State state, String reason) {
        new Checks()
                .atMost(reason, "reason", LONGEST_TEXT)
                .that(
                        state != State.CHANGES_REQUESTED
                                        && state != State.REJECTED
                                        && state != State.REVOKED
                                || !reason.isBlank(),
                        "reason",
                        "Say why.")
                .done();
        if (state == State.DRAFT || state == State.SCANNED) {
            // Only an upload and the host's own look lead there.
            throw new Problem(
                    PluginProblem.PLUGIN_STATE,
                    plugin + "@" + version,
                    require(plugin, version).state().name(),
                    state.name());
        }
        PluginVersion moved = step(plugin, version, state, reason);
        outbox.publish(
                new VersionMoved(
                        plugin,
                        version,
                        moved.descriptor().publisher(),
                        state.name(),
                        moved.reason()));
        return moved;
    }

    /**
     * Hands a version in for review, for its publisher.
     *
     * @throws Problem NO_SUCH_PLUGIN; PLUGIN_STATE unless the host has looked into it and nobody
     *     has decided since
     */
    public PluginVersion submit(String plugin, String version) {
        PluginVersion known = require(plugin, version);
        if (known.state() != State.SCANNED) {
            throw new Problem(
                    PluginProblem.PLUGIN_STATE,
                    known.descriptor().reference(),
                    known.state().name(),
                    State.IN_REVIEW.name());
        }
        return move(plugin, version, State.IN_REVIEW, "");
    }

    /**
     * Offers a version to schools. One that is still with the reviewers is approved on the way, and
     * so is one that bears the platform's signature.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_STATE
     */
    public PluginVersion publish(String plugin, String version) {
        State now = require(plugin, version).state();
        if (now.next().contains(State.APPROVED)) {
            step(plugin, version, State.APPROVED, "");
        }
        sql.update(
                        """
                        delete from plugin_quarantine
                        where plugin_id = :plugin and version = :version
                        """)
                .set("plugin", plugin)
                .set("version", version)
                .run();
        return move(plugin, version, State.PUBLISHED, "");
    }

    /**
     * Notes that a version was put into quarantine at a school. When that has happened at three
     * schools within a day, nobody may run it any more until a platform admin publishes it again.
     *
     * @return whether it is withdrawn now
     */
    public boolean quarantined(PluginVersion version, SchoolId school) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into plugin_quarantine (plugin_id, version, school_id, at)
                        values (:plugin, :version, :school, :now)
                        on conflict (plugin_id, version, school_id) do update set at = :now
                        """)
                .set("plugin", version.id())
                .set("version", version.version())
                .set("school", school.value())
                .set("now", now)
                .run();
        int schools =
                sql.query(
                                """
                                select count(*) as schools
                                from plugin_quarantine
                                where plugin_id = :plugin and version = :version and at > :since
                                """)
                        .set("plugin", version.id())
                        .set("version", version.version())
                        .set("since", now.minus(QUARANTINE_COUNTS))
                        .first(row -> row.integer("schools"))
                        .orElse(0);
        boolean withdraw =
                schools >= SCHOOLS_IN_QUARANTINE
                        && require(version.id(), version.version())
                                .state()
                                .next()
                                .contains(State.REVOKED);
        if (withdraw) {
            move(
                    version.id(),
                    version.version(),
                    State.REVOKED,
                    "It was put into quarantine at %d schools.".formatted(schools));
        }
        return withdraw;
    }

    private PluginVersion step(String plugin, String version, State state, String reason) {
        sql.query(
                        """
                        select 1 from plugin_version
                        where plugin_id = :plugin and version = :version
                        for update
                        """)
                .set("plugin", plugin)
                .set("version", version)
                .list(row -> plugin);
        PluginVersion known = require(plugin, version);
        State from = known.state();
        boolean unreviewed =
                from == State.SCANNED
                        && state == State.APPROVED
                        && known.signedBy() != SignedBy.PLATFORM;
        if (unreviewed || !from.next().contains(state)) {
            throw new Problem(
                    PluginProblem.PLUGIN_STATE, plugin + "@" + version, from.name(), state.name());
        }
        sql.update(
                        """
                        update plugin_version
                        set state = :state, reason = :reason, changed_at = :now,
                            submitted_at = case when :state = 'IN_REVIEW' then :now else submitted_at end,
                            published_at = case when :state = 'PUBLISHED' then coalesce(published_at, :now)
                                else published_at end
                        where plugin_id = :plugin and version = :version
                        """)
                .set("state", state)
                .set("reason", reason.strip())
                .set("now", clock.instant())
                .set("plugin", plugin)
                .set("version", version)
                .run();
        audit.record(
                "plugin.moved",
                "plugin",
                plugin + "@" + version,
                Map.of("from", from.name(), "state", state.name()));
        return require(plugin, version);
    }
}
