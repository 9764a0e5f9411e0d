package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * What the school has installed, and what it can install.
 *
 * @param empty whether the platform offers nothing at all
 * @param query what was searched for; empty for nothing
 * @param kind of what plugins bring; empty for any
 * @param category what they are for; empty for any
 * @param found what the directory has of it, what is thought well of first
 */
public record PluginsView(
        List<PluginCard> installed,
        boolean empty,
        String query,
        String kind,
        List<Option> kinds,
        String category,
        List<Option> categories,
        List<PluginCard> found) {

    /**
     * A plugin in a list.
     *
     * @param icon address of its picture
     * @param initials drawn where it has none
     * @param stars nothing while nobody has rated it
     * @param ratings how many there are, in words
     * @param problem what went wrong last; empty for nothing
     */
    public record PluginCard(
            String href,
            String name,
            String description,
            String publisher,
            String version,
            Optional<String> icon,
            String initials,
            Badge badge,
            Optional<Stars> stars,
            String ratings,
            String problem) {}
}
