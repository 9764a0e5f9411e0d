package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.util.List;
import java.util.Optional;

/**
 * The publishers that somebody works for.
 *
 * @param register the form for a further one
 */
public record PublishingView(List<PublisherCard> publishers, Form register) {

    /** One publisher. */
    public record PublisherCard(
            String href, String name, String id, String initials, Optional<Badge> badge) {}

    /**
     * One publisher with its versions, keys and ratings.
     *
     * @param path of its page
     */
    public record Home(
            String path,
            boolean active,
            List<PluginLink> plugins,
            List<PlatformPluginsView.VersionRow> versions,
            List<KeyRow> keys,
            Form key,
            List<RatingRow> ratings,
            Form details) {}

    /** A plugin and the page of its listing. */
    public record PluginLink(String href, String name, Optional<String> icon, String initials) {}

    /**
     * What a publisher says about a plugin.
     *
     * @param path where its forms are posted
     * @param more whether there is room for another screenshot
     */
    public record ListingForms(
            String path,
            Form words,
            List<io.lyceum.admin.shell.Option> categories,
            PluginView.Listing shown,
            Optional<PluginView.Shot> icon,
            boolean more,
            Form picture) {}

    /** A key. */
    public record KeyRow(String id, String name, String fingerprint, String added, boolean valid) {}

    /**
     * What a school thinks of a plugin.
     *
     * @param answer empty while it can be answered
     */
    public record RatingRow(
            String id,
            String plugin,
            Stars stars,
            String text,
            String facts,
            String answer,
            boolean hidden) {}

    /** The form that sends an archive. */
    public record Upload(Form form, String back) {}

    /**
     * One version as its publisher sees it.
     *
     * @param review what the reviewers see
     * @param path where its forms are posted
     * @param submits whether it can be handed in
     * @param replaces whether another archive can take its place
     * @param yanks whether it can be taken from the directory
     */
    public record Version(
            ReviewView review,
            String path,
            String upload,
            boolean submits,
            boolean replaces,
            boolean yanks) {}

    /** The publishers of the platform, and the form that asks a developer in. */
    public record Publishers(
            List<io.lyceum.admin.shell.Tab> tabs,
            List<PublisherRow> rows,
            List<InvitedRow> invited,
            Form invite) {}

    /** One publisher, for the platform's administrators. */
    public record PublisherRow(
            String path,
            String name,
            String id,
            String initials,
            String email,
            String since,
            boolean active) {}

    /** Somebody who was asked in and has not come yet. */
    public record InvitedRow(String email, String sent) {}

    /** The ratings of all plugins, for the platform's administrators. */
    public record Ratings(List<io.lyceum.admin.shell.Tab> tabs, List<RatingRow> rows) {}
}
