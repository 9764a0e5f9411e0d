package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Plugins;
import io.lyceum.shared.persistence.Leases;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The nodes that run now, and which versions they have loaded. A node that is asked loads a version
 * and says so in the database; one that has died is asked for nothing once its lease is over.
 */
@ApplicationScoped
public class PluginNodes {

    private static final Logger LOG = Logger.getLogger(PluginNodes.class.getName());
    private static final String PREFIX = "node:";
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final long ROUND_MILLIS = 1000;
    private static final long POLL_MILLIS = 200;

    private final Leases leases;
    private final Sql sql;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final Plugins plugins;
    private final PluginHost host;
    private final Clock clock;
    private final String node = PREFIX + UUID.randomUUID();

    @Resource ManagedScheduledExecutorService executor;

    private volatile boolean running = true;

    protected PluginNodes() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    PluginNodes(
            Leases leases,
            Sql sql,
            Transactions transactions,
            CurrentSchool school,
            Plugins plugins,
            PluginHost host,
            Clock clock) {
        this.leases = leases;
        this.sql = sql;
        this.transactions = transactions;
        this.school = school;
        this.plugins = plugins;
        this.host = host;
        this.clock = clock;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        every(RENEWAL.toMillis(), this::live);
        every(ROUND_MILLIS, () -> school.run(SchoolId.PLATFORM, this::load));
    }

    @PreDestroy
    void stop() {
        running = false;
        try {
            leases.release(node, Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the node's lease ends by itself", e);
        }
    }

    /** Loading may take long; that this node lives is said by another thread. */
    private void every(long millis, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (running) {
                            task.run();
                        }
                    } catch (RuntimeException e) {
                        if (running) {
                            LOG.log(Level.WARNING, "plugins of this node: tried again soon", e);
                        }
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void live() {
        school.run(
                SchoolId.PLATFORM,
                () -> {
                    if (!leases.extend(node, LEASE)) {
                        leases.take(node, LEASE);
                    }
                });
    }

    private void load() {
        for (PluginVersion version : transactions.call(this::asked)) {
            String error = "";
            try {
                host.runtime(version).start();
            } catch (CallFailed e) {
                error = e.getMessage();
            }
            String said = error;
            transactions.run(() -> answer(version, said));
        }
    }

    private List<PluginVersion> asked() {
        return sql
                .query(
                        """
                        select plugin_id, version
                        from plugin_ready
                        where node = :node and ready_at is null and error = '' and asked_at > :since
                        """)
                .set("node", node)
                .set("since", clock.instant().minus(FORGOTTEN))
                .list(row -> plugins.find(row.text("plugin_id"), row.text("version")))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private void answer(PluginVersion version, String error) {
        sql.update(
                        """
                        update plugin_ready
                        set ready_at = case when :error = '' then :now end, error = :error
                        where plugin_id = :plugin and version = :version and node = :node
                        """)
                .set("error", error)
                .set("now", clock.instant())
                .set("plugin", version.id())
                .set("version", version.version())
                .set("node", node)
                .run();
    }

    /** What the other nodes say of a version. */
    public enum Readiness {
        READY,
        /** One of them cannot load it. */
        BROKEN,
        /** Not all have answered in time; they go on loading it. */
        LATE
    }

    /**
     * Has every other node load a version, and waits for them.
     *
     * @param patience how long; without other nodes nobody waits
     */
    public Readiness loadElsewhere(PluginVersion version, Duration patience) {
        Instant end = clock.instant().plus(patience);
        List<String> others =
                leases.held(PREFIX).stream().filter(name -> !name.equals(node)).toList();
        if (others.isEmpty()) {
            return Readiness.READY;
        }
        transactions.run(() -> ask(version, others));
        while (true) {
            Readiness readiness = transactions.call(() -> readiness(version));
            if (readiness != Readiness.LATE || !clock.instant().isBefore(end)) {
                return readiness;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Readiness.LATE;
            }
        }
    }

    private void ask(PluginVersion version, List<String> others) {
        sql.update("delete from plugin_ready where asked_at < :before")
                .set("before", clock.instant().minus(KEPT))
                .run();
        for (String other : others) {
            sql.update(
                            """
                            insert into plugin_ready (plugin_id, version, node, asked_at)
                            values (:plugin, :version, :node, :now)
                            on conflict (plugin_id, version, node) do update
                            set asked_at = :now, ready_at = null, error = ''
                            """)
                    .set("plugin", version.id())
                    .set("version", version.version())
                    .set("node", other)
                    .set("now", clock.instant())
                    .run();
        }
    }

    /** Of nodes that still live: who has died meanwhile holds nobody up. */
    private Readiness readiness(PluginVersion version) {
        return sql.query(
                        """
                                select bool_or(r.error <> '') as broken,
                                    bool_and(r.ready_at is not null) as ready
                                from plugin_ready r
                                join node_lease l on l.name = r.node and l.until > :now
                                where r.plugin_id = :plugin and r.version = :version and r.node <> :node
                                having count(*) > 0
                                """)
                .set("now", clock.instant())
                .set("plugin", version.id())
                .set("version", version.version())
                .set("node", node)
                .first(
                        row ->
                                row.flag("broken")
                                        ? Readiness.BROKEN
                                        : row.flag("ready") ? Readiness.READY : Readiness.LATE)
                .orElse(Readiness.READY);
    }
}
