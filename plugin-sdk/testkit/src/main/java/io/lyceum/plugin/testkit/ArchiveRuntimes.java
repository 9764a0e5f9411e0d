package io.lyceum.plugin.testkit;

import io.lyceum.plugin.runtime.InProcessRuntime;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import io.lyceum.plugin.runtime.worker.WorkerRuntime;
import io.lyceum.plugin.runtime.worker.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Built jars in the server's own runtimes. A jar is loaded once for all tests of a JVM: whatever a
 * test keeps is in its host and not in the runtime, and a process for each test would take minutes.
 */
final class ArchiveRuntimes {

    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();

    private ArchiveRuntimes() {}

    /** A jar that runs. */
    record Running(PluginArchive archive, PluginRuntime runtime) {}

    static Running of(Path jar, TestHost.Where where) {
        return RUNNING.computeIfAbsent(
                where + " " + jar.toAbsolutePath(), key -> start(jar, where));
    }

    private static Running start(Path jar, TestHost.Where where) {
        try {
            Path scratch = Files.createTempDirectory("lyceum-testkit");
            PluginArchive archive = PluginArchive.open(jar);
            ExecutorService host =
                    Executors.newCachedThreadPool(
                            work -> {
                                Thread thread = new Thread(work, "plugin host");
                                thread.setDaemon(true);
                                return thread;
                            });
            PluginRuntime runtime =
                    switch (where) {
                        case MEMORY ->
                                throw new IllegalArgumentException("a jar has no place in memory");
                        case IN_PROCESS ->
                                new InProcessRuntime(
                                        LoadedPlugin.load(archive, scratch.resolve("lib")));
                        case WORKER ->
                                new WorkerRuntime(
                                        archive,
                                        WorkerSettings.ofThisClassPath(
                                                scratch, archive.descriptor().limits().memoryMb()),
                                        host);
                    };
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(runtime, scratch)));
            return new Running(archive, runtime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(PluginRuntime runtime, Path scratch) {
        runtime.close();
        try (var files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            scratch.toFile().deleteOnExit();
        }
    }
}
