package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Tab;
import java.util.List;

/**
 * Versions of plugins, as the platform's administrators see them.
 *
 * @param queue whether these are those that wait for a review, rather than all
 */
public record PlatformPluginsView(List<Tab> tabs, boolean queue, List<VersionRow> rows) {

    /**
     * One version.
     *
     * @param since how long it is where it is
     * @param notes what a reviewer wants to know before opening it; may be empty
     */
    public record VersionRow(
            String path,
            String name,
            String reference,
            String publisher,
            String initials,
            String facts,
            String since,
            Badge badge,
            List<Badge> notes) {}

    /** The form that takes an archive in. */
    public record Upload(Form form) {}
}
