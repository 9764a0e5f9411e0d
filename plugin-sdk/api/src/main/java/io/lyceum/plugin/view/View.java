package io.lyceum.plugin.view;

import io.lyceum.plugin.stability.Stable;
import java.util.List;

/** What is to be shown, from top to bottom. */
@Stable
public record View(List<Component> components) {

    /** Nothing to show. */
    public static final View EMPTY = new View(List.of());

    public View {
        components = List.copyOf(components);
    }

    /** Shows the components. */
    public static View of(Component... components) {
        return new View(List.of(components));
    }
}
