package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.Map;

/** What a plugin tells others. */
@Stable
public interface Events {

    /**
     * Publishes an event of the plugin's own.
     *
     * @param type the part of the name after {@code plugin.<id>.}, lower case with dots
     * @param payload JSON, without personal data but ids
     * @throws CapabilityDenied without the scope {@code events.publish}
     */
    void publish(String type, Map<String, Object> payload);
}
