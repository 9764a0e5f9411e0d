package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/** What a capability cannot do. A plugin may catch it; uncaught, it ends the call. */
@Stable
public abstract class PluginFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected PluginFailure(String message) {
        super(message);
    }
}
