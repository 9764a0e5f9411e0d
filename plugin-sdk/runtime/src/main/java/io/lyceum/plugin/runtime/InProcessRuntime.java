package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin in the host's own process, for plugins that the platform itself vouches for: reviewed,
 * signed, or its own.
 *
 * <p>This is no security boundary. A class loader hides the host's classes from a plugin's names,
 * but the plugin runs with all rights of the process: it can read and write the host's files and
 * environment, open sockets past {@code egress}, start processes and threads, fill the shared heap,
 * reach other objects by reflection as far as the JVM's modules let it, and end the JVM. Scopes,
 * quotas and deadlines hold for what goes through its context, and contain mistakes, not intent. A
 * plugin that nobody vouches for runs in a {@linkplain
 * io.lyceum.plugin.runtime.worker.WorkerRuntime worker}.
 *
 * <p>A thread that ignores its interruption cannot be stopped. Such threads are counted, and the
 * plugin gets no more of them than its share.
 */
public final class InProcessRuntime implements PluginRuntime {

    /** Calls of one plugin at once, those that are stuck among them. */
    public static final int MOST_CALLS = 16;

    private final LoadedPlugin plugin;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger stuck = new AtomicInteger();

    public InProcessRuntime(LoadedPlugin plugin) {
        this.plugin = plugin;
        String name = "plugin " + plugin.archive().descriptor().reference();
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        MOST_CALLS,
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        work -> {
                            Thread thread = new Thread(null, work, name, 512 * 1024);
                            thread.setDaemon(true);
                            thread.setContextClassLoader(null);
                            return thread;
                        });
    }

    @Override
    public JsonNode call(Call call, Capabilities capabilities) {
        AtomicInteger state = new AtomicInteger(Abandonment.RUNNING);
        Future<JsonNode> answer;
        try {
            answer = threads.submit(() -> run(call, capabilities, state));
        } catch (RejectedExecutionException e) {
            throw new CallFailed("all of its " + MOST_CALLS + " threads are busy or stuck");
        }
        try {
            return answer.get(call.operation().deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (state.compareAndSet(Abandonment.RUNNING, Abandonment.ABANDONED)) {
                stuck.incrementAndGet();
            }
            answer.cancel(true);
            throw new DeadlinePassed(call.operation().deadline());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallFailed("the host is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof CallFailed failure) {
                throw failure;
            }
            throw new CallFailed(e.getCause().getClass().getName());
        }
    }

    private static final class Abandonment {
        static final int RUNNING = 0;
        static final int ENDED = 1;
        static final int ABANDONED = 2;

        private Abandonment() {}
    }

    private JsonNode run(Call call, Capabilities capabilities, AtomicInteger state) {
        try {
            return plugin.extensions()
                    .call(
                            call.kind(),
                            call.extension(),
                            call.operation().name(),
                            call.request(),
                            new CapabilityContext(call.facts(), capabilities));
        } finally {
            if (!state.compareAndSet(Abandonment.RUNNING, Abandonment.ENDED)) {
                stuck.decrementAndGet();
            }
        }
    }

    /** They were made when it was loaded. */
    @Override
    public void start() {}

    @Override
    public Health health() {
        return new Health(0, 0, stuck.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        plugin.close();
    }
}
