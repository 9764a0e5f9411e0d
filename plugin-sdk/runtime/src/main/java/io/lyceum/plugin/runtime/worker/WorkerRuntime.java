package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.DeadlinePassed;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin in a child process: its memory, threads and crashes are its own, and it can be killed.
 * The process is started with the first call, and again after it has ended, with growing pauses.
 */
public final class WorkerRuntime implements PluginRuntime {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final PluginArchive archive;
    private final WorkerSettings settings;
    private final Executor host;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Object starting = new Object();
    private volatile WorkerProcess process;
    private long notBefore = System.nanoTime();
    private Duration pause = Duration.ZERO;
    private long startedAt;
    private volatile boolean closed;

    /**
     * @param host runs the capabilities that the plugin uses
     */
    public WorkerRuntime(PluginArchive archive, WorkerSettings settings, Executor host) {
        this.archive = archive;
        this.settings = settings;
        this.host = host;
    }

    @Override
    public JsonNode call(Call call, Capabilities capabilities) {
        WorkerProcess worker = worker();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("t", "call");
        message.put("kind", call.kind().word());
        message.put("extension", call.extension());
        message.put("operation", call.operation().name());
        message.set("facts", Codec.tree(call.facts()));
        message.set("request", call.request());
        try {
            return worker.call(message, capabilities, call.operation().deadline());
        } catch (DeadlinePassed e) {
            worker.endIfStuck(GRACE);
            throw e;
        }
    }

    @Override
    public void start() {
        worker();
    }

    private WorkerProcess worker() {
        WorkerProcess now = process;
        if (now != null && now.isAlive()) {
            return now;
        }
        synchronized (starting) {
            if (closed) {
                throw new CallFailed("the plugin is not running");
            }
            if (process != null && process.isAlive()) {
                return process;
            }
            if (process != null) {
                process.close();
                process = null;
                boolean stable = System.nanoTime() - startedAt > STABLE.toNanos();
                pause = stable || pause.isZero() ? FIRST_PAUSE : longer(pause);
                notBefore = System.nanoTime() + pause.toNanos();
            }
            if (System.nanoTime() - notBefore < 0) {
                throw new CallFailed("its process has ended and is started again soon");
            }
            startedAt = System.nanoTime();
            try {
                process = WorkerProcess.start(archive, settings, host);
            } catch (IOException | CallFailed e) {
                pause = pause.isZero() ? FIRST_PAUSE : longer(pause);
                notBefore = System.nanoTime() + pause.toNanos();
                throw new CallFailed("its process does not start: " + e.getMessage());
            }
            restarts.incrementAndGet();
            return process;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    @Override
    public Health health() {
        WorkerProcess now = process;
        return new Health(
                now != null && now.isAlive() ? now.pid() : 0, Math.max(0, restarts.get() - 1), 0);
    }

    @Override
    public void close() {
        synchronized (starting) {
            closed = true;
            if (process != null) {
                process.close();
            }
        }
    }
}
