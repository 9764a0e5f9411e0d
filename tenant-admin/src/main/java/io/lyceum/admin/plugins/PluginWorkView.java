package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin does on its own at the school.
 *
 * @param enabled whether it is called at all
 * @param today the last day that events may be sent again from, as a date input writes it
 */
public record PluginWorkView(
        boolean enabled, String today, List<ChannelRow> channels, List<JobRow> jobs) {

    /**
     * A listener or connector.
     *
     * @param kind in words
     * @param counts waiting, delivered and given up, each with its list
     * @param test where a connection is tried; empty for listeners
     * @param preview where a preview is asked for; empty for listeners
     * @param previewed what the newest events would change; empty unless it was asked for
     */
    public record ChannelRow(
            String id,
            String kind,
            String name,
            List<Count> counts,
            Optional<String> test,
            Optional<String> preview,
            String replay,
            Optional<List<PreviewRow>> previewed) {}

    /** How many deliveries are in a state. */
    public record Count(String label, String value, String href) {}

    /**
     * An event, and what sending it would change.
     *
     * @param changes a sentence each
     */
    public record PreviewRow(
            String type, Instant when, Badge outcome, List<String> changes, String error) {}

    /**
     * A job.
     *
     * @param last in words
     * @param run where it is run now
     */
    public record JobRow(String name, String next, String last, String error, String run) {}
}
