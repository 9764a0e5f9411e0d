package io.lyceum.admin.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of the rail.
 *
 * @param open whether this item or one under it is the page that is shown
 * @param current whether it is exactly the page that is shown
 */
public record NavItem(
        String href,
        String label,
        String icon,
        boolean open,
        boolean current,
        List<NavItem> children) {

    /** For {@code aria-current}: an attribute that is left out when null. */
    public @Nullable String ariaCurrent() {
        return current ? "page" : open ? "true" : null;
    }
}
