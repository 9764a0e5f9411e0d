package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.InProcessRuntime;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugin.runtime.archive.ArchiveRefused;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import io.lyceum.plugin.runtime.worker.WorkerRuntime;
import io.lyceum.plugin.runtime.worker.WorkerSettings;
import io.lyceum.plugins.PluginVersion;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The versions of plugins that run on this node, side by side. A version is loaded with its first
 * call and closed when it was not used for a while; which version a school uses is a row in the
 * database, so that a change is in force on every node with the next call.
 */
@ApplicationScoped
public class PluginHost {

    /** Jars that a worker's class path is made of; nothing else of the host goes there. */
    private static final List<String> WORKER_JARS =
            List.of(
                    "lyceum-plugin-api",
                    "lyceum-plugin-runtime",
                    "jspecify",
                    "pf4j",
                    "slf4j-api",
                    "jackson-core",
                    "jackson-databind",
                    "jackson-annotations",
                    "jackson-datatype-jsr310",
                    "snakeyaml");

    private static final int LOADED_AT_ONCE = 200;
    private static final int CAPABILITIES_AT_ONCE = 64;

    private final Archives archives;
    private final Clock clock;
    private final ServerFiles files;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private @Nullable WorkerSettings workers;

    /**
     * Threads of its own for what plugins ask of the host: requests wait for them, and must never
     * wait for a thread of the pool that requests are served from.
     */
    @Resource ManagedThreadFactory threads;

    private ThreadPoolExecutor executor;

    private static final class Loaded {

        private final PluginRuntime runtime;
        private volatile Instant used;

        Loaded(PluginRuntime runtime, Instant used) {
            this.runtime = runtime;
            this.used = used;
        }
    }

    protected PluginHost() {
        this(null, null, null);
    }

    @Inject
    PluginHost(Archives archives, Clock clock, ServerFiles files) {
        this.archives = archives;
        this.clock = clock;
        this.files = files;
    }

    @PostConstruct
    void begin() {
        executor =
                new ThreadPoolExecutor(
                        0,
                        CAPABILITIES_AT_ONCE,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        threads);
    }

    /**
     * Gives the runtime of a version, loading it when this is its first call here.
     *
     * @throws CallFailed if it cannot be loaded
     */
    public PluginRuntime runtime(PluginVersion version) {
        Instant now = clock.instant();
        Loaded known =
                loaded.computeIfAbsent(version.sha256(), sha -> new Loaded(load(version), now));
        known.used = now;
        if (loaded.size() > LOADED_AT_ONCE) {
            closeOldest();
        }
        return known.runtime;
    }

    /** Gives the runtime of a version if it is loaded here. */
    public @Nullable PluginRuntime running(PluginVersion version) {
        Loaded known = loaded.get(version.sha256());
        return known == null ? null : known.runtime;
    }

    private PluginRuntime load(PluginVersion version) {
        try {
            PluginArchive archive = archives.open(version.sha256());
            return switch (version.runtime()) {
                case IN_PROCESS ->
                        new InProcessRuntime(
                                LoadedPlugin.load(
                                        archive,
                                        archives.folder().resolve("lib-" + version.sha256())));
                case WORKER ->
                        new WorkerRuntime(
                                archive,
                                workers().withMemory(version.descriptor().limits().memoryMb()),
                                executor);
            };
        } catch (IOException | ArchiveRefused | BadDescriptor e) {
            throw new CallFailed("its archive does not open: " + e.getMessage());
        }
    }

    private void closeOldest() {
        loaded.entrySet().stream()
                .min((one, other) -> one.getValue().used.compareTo(other.getValue().used))
                .map(Map.Entry::getKey)
                .ifPresent(this::close);
    }

    private void close(String sha256) {
        Loaded known = loaded.remove(sha256);
        if (known != null) {
            known.runtime.close();
        }
    }

    /** Ends a version on this node, whatever it is doing. */
    public void close(PluginVersion version) {
        close(version.sha256());
    }

    private synchronized WorkerSettings workers() throws IOException {
        if (workers == null) {
            Path folder = archives.folder().resolve("worker");
            Files.createDirectories(folder);
            List<Path> jars = new ArrayList<>();
            for (String path : files.in("/WEB-INF/lib/")) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (WORKER_JARS.stream().anyMatch(jar -> name.matches(jar + "-[0-9].*\\.jar"))) {
                    Path copy = folder.resolve(name);
                    try (InputStream in = files.open(path)) {
                        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    }
                    jars.add(copy);
                }
            }
            if (jars.size() != WORKER_JARS.size()) {
                throw new IOException("the worker's jars are not all there: " + jars);
            }
            workers =
                    new WorkerSettings(
                            Path.of(System.getProperty("java.home"), "bin", "java"),
                            jars,
                            archives.folder(),
                            64);
        }
        return workers;
    }

    /** Runs something of the host's for a plugin, away from the plugin's own threads. */
    public ExecutorService executor() {
        return executor;
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        for (String sha256 : List.copyOf(loaded.keySet())) {
            try {
                close(sha256);
            } catch (UncheckedIOException e) {
                loaded.remove(sha256);
            }
        }
    }
}
