package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/**
 * What a capability cannot do. A plugin may catch it; uncaught, it ends the call. There are no
 * others than the SDK's own, so that the host can tell them apart and trust them.
 */
@Stable
public abstract sealed class PluginFailure extends RuntimeException
        permits CapabilityDenied, QuotaExceeded, HttpFailed {

    private static final long serialVersionUID = 1L;

    PluginFailure(String message) {
        super(message);
    }
}
