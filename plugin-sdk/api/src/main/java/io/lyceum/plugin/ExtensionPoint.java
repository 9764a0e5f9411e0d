package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/**
 * Something a plugin can provide. Its class is named in {@code plugin.yaml}, is public, and has a
 * public constructor without parameters; one object of it serves many calls at once, so it keeps
 * nothing between calls but what is immutable.
 */
@Stable
public interface ExtensionPoint {}
