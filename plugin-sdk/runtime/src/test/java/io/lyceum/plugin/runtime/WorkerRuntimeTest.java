package io.lyceum.plugin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.worker.WorkerRuntime;
import io.lyceum.plugin.runtime.worker.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract in a child process, and what only a child process survives. */
class WorkerRuntimeTest extends RuntimeContract {

    private static final ExecutorService HOST = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        HOST.shutdownNow();
    }

    @Override
    PluginRuntime runtime(PluginArchive archive) {
        List<Path> jars =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> !path.contains("test-classes") && !path.contains("junit"))
                        .map(Path::of)
                        .toList();
        return new WorkerRuntime(
                archive,
                new WorkerSettings(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        jars,
                        folder,
                        archive.descriptor().limits().memoryMb()),
                HOST);
    }

    /** Calls until the process is there again; each refusal says that it will be. */
    private void submitOnceRestarted(PluginRuntime runtime) {
        for (int i = 0; i < 200; i++) {
            try {
                assertEquals(Completion.INCOMPLETE, submit(runtime).completion());
                return;
            } catch (CallFailed e) {
                assertTrue(e.getMessage().contains("process"), e.getMessage());
                LockSupport.parkNanos(50_000_000);
            }
        }
        submit(runtime);
    }

    private void survives(String className, String bad) throws IOException {
        PluginRuntime runtime =
                submitting(
                        className,
                        "if (request.action().equals(\"bad\")) { "
                                + bad
                                + " } return Submission.going();");
        submit(runtime);
        long process = runtime.health().process();
        assertNotEquals(0, process);
        assertThrows(RuntimeException.class, () -> submit(runtime, "bad"));
        submitOnceRestarted(runtime);
    }

    @Test
    void exit_ends_the_worker_and_not_the_host() throws IOException {
        survives("Exits", "System.exit(0);");
    }

    @Test
    void halt_ends_the_worker_and_not_the_host() throws IOException {
        survives("Halts", "Runtime.getRuntime().halt(3);");
    }

    @Test
    void memory_that_grows_ends_the_worker_and_not_the_host() throws IOException {
        survives(
                "Hoards",
                "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]);");
    }

    @Test
    void a_loop_that_ignores_its_interruption_is_killed() throws IOException {
        survives("Spins", "long n = 0; while (n >= 0) { n = n + 1 & 0xffff; }");
    }

    @Test
    void a_deadlock_is_killed() throws IOException {
        survives(
                "Locks",
                "Object lock = new Object(); Thread other = new Thread(() -> { synchronized (lock) { try { Thread.sleep(600_000); } catch (InterruptedException e) { } } }); other.setDaemon(true); other.start(); while (other.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait(); synchronized (lock) { }");
    }

    @Test
    void it_does_not_see_the_hosts_environment() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Environment",
                        "return Submission.complete(System.getenv(\"PATH\") == null && System.getenv(\"HOME\") == null ? 1 : 0, null);");
        assertEquals(1.0, submit(runtime).score());
    }

    @Test
    void what_it_prints_disturbs_nothing() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Prints",
                        "for (int i = 0; i < 10_000; i++) { System.out.println(\"{}\"); System.err.println(\"{}\"); } return Submission.going();");
        assertEquals(Completion.INCOMPLETE, submit(runtime).completion());
    }
}
