package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/**
 * The school has not granted what the plugin asked for; the host has noted it. The message names
 * the capability.
 */
@Stable
public final class CapabilityDenied extends PluginFailure {

    private static final long serialVersionUID = 1L;

    public CapabilityDenied(String capability) {
        super(capability);
    }
}
