package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import java.util.List;

/** What the school has installed, and what it can install. */
public record PluginsView(List<PluginCard> installed, List<PluginCard> available) {

    /**
     * A plugin in a list.
     *
     * @param initials drawn where it has no picture
     * @param problem what went wrong last; empty for nothing
     */
    public record PluginCard(
            String href,
            String name,
            String description,
            String publisher,
            String version,
            String initials,
            Badge badge,
            String problem) {}
}
