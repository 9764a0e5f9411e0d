package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.Kind;
import java.util.Optional;

/** An extension as a subscriber of events: {@code plugin:hubspot/connector/crm}. */
public record PluginAddress(String plugin, Kind kind, String extension) {

    private static final String BEGIN = "plugin:";

    /** What all addresses of a plugin begin with. */
    public static String group(String plugin) {
        return BEGIN + plugin + "/";
    }

    /** The name that deliveries bear. */
    public String name() {
        return group(plugin) + kind.word() + "/" + extension;
    }

    /** Reads a name. */
    public static Optional<PluginAddress> parse(String name) {
        if (!name.startsWith(BEGIN)) {
            return Optional.empty();
        }
        String[] parts = name.substring(BEGIN.length()).split("/", -1);
        return parts.length == 3
                ? Kind.of(parts[1]).map(kind -> new PluginAddress(parts[0], kind, parts[2]))
                : Optional.empty();
    }
}
