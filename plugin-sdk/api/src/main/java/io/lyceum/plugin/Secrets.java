package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.Optional;

/** Secret settings. They are encrypted at rest and no page shows them again. */
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
