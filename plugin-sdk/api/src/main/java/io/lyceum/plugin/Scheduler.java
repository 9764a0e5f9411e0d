package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.time.Instant;
import java.util.Map;

/** Runs the plugin's jobs at another time than their own. */
@Stable
public interface Scheduler {

    /**
     * Asks for a run of a declared job. A run that waits already is moved to the earlier time.
     *
     * @param job its id in the descriptor
     * @param start where it begins, handed over as the checkpoint
     * @throws CapabilityDenied if the job is not declared
     */
    void runAt(String job, Instant time, Map<String, Object> start);
}
