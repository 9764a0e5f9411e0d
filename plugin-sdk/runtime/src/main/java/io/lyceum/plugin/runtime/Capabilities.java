package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.PluginFailure;

/**
 * The host's side of a {@link io.lyceum.plugin.PluginContext}, for one call: school, activity and
 * learner are bound in it and are never among the arguments.
 */
public interface Capabilities {

    /**
     * Uses a capability.
     *
     * @param name for example {@code storage.get}
     * @throws PluginFailure when it is denied, or can't be done
     */
    JsonNode use(String name, JsonNode arguments);
}
