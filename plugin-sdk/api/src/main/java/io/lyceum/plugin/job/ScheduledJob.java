package io.lyceum.plugin.job;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Stable;
import java.time.Instant;
import java.util.Map;

/**
 * Work that is done from time to time at each school, on one node at a time. Long work is cut into
 * steps: each answers where it stands, and the next one goes on there, after a crash as well.
 *
 * <pre>{@code
 * public Ran run(PluginContext context, RunRequest request) {
 *     var page = context.storage("queue").list("", (String) request.checkpoint().get("after"), 50);
 *     page.forEach(entry -> send(context, entry));
 *     return page.isEmpty() ? Ran.done() : Ran.more(Map.of("after", page.get(page.size() - 1).key()));
 * }
 * }</pre>
 */
@Stable
public interface ScheduledJob extends ExtensionPoint {

    /** Does one step. */
    @Deadline(millis = 30000)
    Ran run(PluginContext context, RunRequest request);

    /**
     * A step is due.
     *
     * @param job its id in the descriptor
     * @param due when the run was to begin
     * @param checkpoint where the step before stopped; empty for a run's first step
     */
    @Stable
    record RunRequest(String job, Instant due, Map<String, Object> checkpoint) {}

    /**
     * Where the run stands.
     *
     * @param finished whether the run is over
     * @param checkpoint where the next step goes on
     */
    @Stable
    record Ran(boolean finished, Map<String, Object> checkpoint) {

        /** The run is over. */
        public static Ran done() {
            return new Ran(true, Map.of());
        }

        /** There is more to do. */
        public static Ran more(Map<String, Object> checkpoint) {
            return new Ran(false, checkpoint);
        }
    }
}
