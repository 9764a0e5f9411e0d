package io.lyceum.plugins;

/** Which versions of a plugin a school follows by itself, as long as they ask for nothing new. */
public enum PluginChannel {
    /** None: somebody installs each. */
    PINNED,
    /** Versions without a suffix. */
    STABLE,
    /** Those with a suffix as well, such as {@code 2.0.0-rc.1}. */
    PREVIEW
}
