package io.lyceum.plugin.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin is told with each call, whatever the call is.
 *
 * @param locale language tag
 * @param zone id of the school's time zone
 * @param settings without secrets
 * @param standstill where the clock stands still; null for the real time
 */
public record CallFacts(
        String pluginId,
        String pluginVersion,
        String locale,
        String zone,
        Map<String, Object> settings,
        @Nullable Instant standstill) {

    public CallFacts {
        // Plugins get the map itself; the host's own must not be theirs to change.
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
