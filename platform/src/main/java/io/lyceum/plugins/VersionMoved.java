package io.lyceum.plugins;

import io.lyceum.shared.outbox.Event;

/**
 * A version of a plugin stands elsewhere than before; told at the platform.
 *
 * @param state name of a {@link PluginVersion.State}
 * @param reason in the words of whoever moved it; may be empty
 */
@Event.Type(name = "plugin.version_moved")
public record VersionMoved(
        String plugin, String version, String publisher, String state, String reason)
        implements Event {}
