package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody filled into a form.
 *
 * @param values by the components' names; what was not chosen is missing
 */
@Stable
public record Fields(Map<String, List<String>> values) {

    /** A form without fields. */
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
        Map<String, List<String>> copy = new TreeMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = java.util.Collections.unmodifiableMap(copy);
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a field, in the order of the form; empty when there are none. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
