package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.PluginFailure;

/** Where one version of a plugin runs. Its calls may come from many threads at once. */
public interface PluginRuntime extends AutoCloseable {

    /**
     * Calls the plugin and waits for its answer, at most until the operation's deadline.
     *
     * @param capabilities what this one call may do; used from other threads than the caller's
     * @throws PluginFailure which the plugin let through
     * @throws CallFailed if the plugin fails, answers no message, or is not there
     * @throws DeadlinePassed if it does not answer in time
     */
    JsonNode call(Call call, Capabilities capabilities);

    /**
     * Makes its extensions, so that the first call finds them there.
     *
     * @throws CallFailed if that does not work
     */
    void start();

    /** What it is doing just now, and what went wrong with it. */
    Health health();

    /** Ends it. Calls that still run fail. */
    @Override
    void close();

    /**
     * One call.
     *
     * @param extension id in the descriptor
     */
    record Call(
            Kind kind, String extension, Operation operation, CallFacts facts, JsonNode request) {}

    /**
     * How it goes.
     *
     * @param process id of its process; 0 when it runs in the host's
     * @param restarts how often the process had to be started again
     * @param stuck calls that went on after they were interrupted
     */
    record Health(long process, int restarts, int stuck) {}
}
