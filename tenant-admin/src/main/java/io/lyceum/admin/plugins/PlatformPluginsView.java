package io.lyceum.admin.plugins;

import io.lyceum.admin.plugins.PluginView.Right;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.util.List;

/** All versions of all plugins, and the form that takes one in. */
public record PlatformPluginsView(Form upload, List<VersionRow> rows) {

    /**
     * One version.
     *
     * @param asks what it asks for; what the published version before did not ask for is fresh
     * @param moves states that it can be moved to
     */
    public record VersionRow(
            String path,
            String name,
            String reference,
            String publisher,
            String facts,
            Badge badge,
            String reason,
            List<Right> asks,
            List<Move> moves) {}

    /**
     * A way on.
     *
     * @param state to move to
     * @param danger whether it takes the version from schools
     */
    public record Move(String state, String label, boolean danger) {}
}
