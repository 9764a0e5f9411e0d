package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/** No complete answer came from the outside; the message says why. */
@Stable
public final class HttpFailed extends PluginFailure {

    private static final long serialVersionUID = 1L;

    public HttpFailed(String message) {
        super(message);
    }
}
