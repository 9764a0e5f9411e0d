package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.Optional;

/**
 * Secret settings. They are encrypted at rest and no page shows them again. A secret that is only
 * sent on is better named in a header of {@link Http.Request}: the plugin then never holds it, and
 * {@link CapabilityDenied} with {@code secrets: name is not set} says that there is none yet.
 */
@Stable
public interface Secrets {

    /**
     * Reads a secret setting.
     *
     * @param name of the setting
     * @return nothing while the school has not set it
     * @throws CapabilityDenied if the settings schema has no secret of that name
     */
    Optional<String> get(String name);
}
