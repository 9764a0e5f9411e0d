package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/** A value, a storage or a file is larger than is allowed; the message says which and how large. */
@Stable
public final class QuotaExceeded extends PluginFailure {

    private static final long serialVersionUID = 1L;

    public QuotaExceeded(String message) {
        super(message);
    }
}
