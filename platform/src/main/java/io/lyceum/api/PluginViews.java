package io.lyceum.api;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.scan.CodeScan;
import io.lyceum.plugins.PluginChannel;
import io.lyceum.plugins.PluginDirectory;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginRating;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.VersionDiff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plugins as the API shows them. */
final class PluginViews {

    private PluginViews() {}

    /** Something that a version asks for, with why, by language. */
    public record RightView(String name, Map<String, String> purpose) {}

    /** A version of a plugin. */
    public record VersionView(
            String plugin,
            String version,
            Map<String, String> name,
            Map<String, String> description,
            String publisher,
            PluginVersion.State state,
            String reason,
            PluginVersion.SignedBy signedBy,
            PluginVersion.Where runs,
            String sha256,
            long size,
            String changelog,
            List<RightView> scopes,
            List<RightView> hosts,
            Instant addedAt,
            Instant changedAt,
            Optional<Instant> submittedAt,
            Optional<Instant> publishedAt) {}

    static VersionView version(PluginVersion version) {
        Descriptor descriptor = version.descriptor();
        return new VersionView(
                version.id(),
                version.version(),
                descriptor.name().byLanguage(),
                descriptor.description().byLanguage(),
                descriptor.publisher(),
                version.state(),
                version.reason(),
                version.signedBy(),
                version.runtime(),
                version.sha256(),
                version.size(),
                version.changelog(),
                descriptor.scopes().stream()
                        .map(s -> new RightView(s.scope(), s.purpose().byLanguage()))
                        .toList(),
                descriptor.egress().stream()
                        .map(e -> new RightView(e.host(), e.purpose().byLanguage()))
                        .toList(),
                version.addedAt(),
                version.changedAt(),
                version.submittedAt(),
                version.publishedAt());
    }

    /**
     * A version with what a reviewer looks at.
     *
     * @param since which version the changes are against; empty for a first one
     */
    public record ReviewView(
            VersionView version,
            Optional<String> since,
            List<ChangeView> changes,
            Optional<CodeScan.Result> scan) {}

    /**
     * Something that is not as it was in the version before.
     *
     * @param of scope, host or storage
     */
    public record ChangeView(String of, String name, VersionDiff.Change change) {}

    static ReviewView review(
            PluginVersion version, Optional<PluginVersion> before, Optional<CodeScan.Result> scan) {
        VersionDiff diff =
                VersionDiff.between(before.map(PluginVersion::descriptor), version.descriptor());
        List<ChangeView> changes = new java.util.ArrayList<>();
        diff.scopes()
                .forEach(l -> changes.add(new ChangeView("scope", l.known().scope(), l.change())));
        diff.hosts()
                .forEach(l -> changes.add(new ChangeView("host", l.known().host(), l.change())));
        diff.storages()
                .forEach(l -> changes.add(new ChangeView("storage", l.known().name(), l.change())));
        changes.removeIf(change -> change.change() == VersionDiff.Change.KEPT);
        return new ReviewView(version(version), diff.since(), changes, scan);
    }

    /** A publisher. */
    public record PublisherView(
            String id,
            String name,
            String email,
            String website,
            String locale,
            Publisher.State state,
            Instant createdAt) {}

    static PublisherView publisher(Publisher publisher) {
        return new PublisherView(
                publisher.id(),
                publisher.name(),
                publisher.email(),
                publisher.website(),
                publisher.locale().toLanguageTag(),
                publisher.state(),
                publisher.createdAt());
    }

    /** The public half of a publisher's key. */
    public record KeyView(
            UUID id, String name, String publicKey, Instant addedAt, Optional<Instant> revokedAt) {}

    static KeyView key(Publisher.Key key) {
        return new KeyView(key.id(), key.name(), key.publicKey(), key.addedAt(), key.revokedAt());
    }

    /**
     * A plugin of the directory.
     *
     * @param brings kinds of extensions
     * @param installed the version that the school has; empty for none
     * @param stars average of the ratings; 0 for none
     */
    public record EntryView(
            VersionView offered,
            String publisherName,
            List<String> brings,
            Optional<String> installed,
            double stars,
            int ratings) {}

    static EntryView entry(PluginDirectory.Entry entry) {
        return new EntryView(
                version(entry.offered()),
                entry.publisher(),
                entry.kinds(),
                entry.installed().map(plugin -> plugin.version().version()),
                entry.rating().average(),
                entry.rating().count());
    }

    /**
     * What a publisher says about a plugin.
     *
     * @param about by language tag
     */
    public record ListingView(
            Map<String, String> about,
            List<String> categories,
            String website,
            String support,
            Optional<PictureView> icon,
            List<PictureView> screenshots) {}

    /** A picture, served at the path by every host. */
    public record PictureView(UUID id, String path, String caption, int width, int height) {}

    static ListingView listing(PluginListing listing) {
        return new ListingView(
                listing.about(),
                listing.categoryNames(),
                listing.website(),
                listing.support(),
                listing.icon().map(PluginViews::picture),
                listing.screenshots().stream().map(PluginViews::picture).toList());
    }

    static PictureView picture(PluginListing.Picture picture) {
        return new PictureView(
                picture.id(), picture.path(), picture.caption(), picture.width(), picture.height());
    }

    /**
     * What a school thinks of a plugin; whose it is is told to nobody but the school itself.
     *
     * @param own whether it is the asking school's
     */
    public record RatingView(
            UUID id,
            int stars,
            String text,
            String version,
            Instant at,
            String answer,
            boolean own) {}

    static RatingView rating(PluginRating rating, PluginRatings ratings) {
        return new RatingView(
                rating.id(),
                rating.stars(),
                rating.text(),
                rating.version(),
                rating.changedAt(),
                rating.answer(),
                ratings.isOwn(rating));
    }

    /**
     * A plugin that the school has.
     *
     * @param previous version that it can be rolled back to
     * @param secretsSet names of secret settings that have a value; the values are never shown
     */
    public record InstalledView(
            String plugin,
            String version,
            SchoolPlugin.State state,
            PluginVersion.State versionState,
            Set<String> scopes,
            Set<String> hosts,
            PluginChannel channel,
            Optional<String> previous,
            Map<String, Object> settings,
            Set<String> secretsSet,
            String lastError,
            Optional<Instant> lastErrorAt,
            Instant changedAt) {}

    static InstalledView installed(SchoolPlugin plugin) {
        return new InstalledView(
                plugin.id(),
                plugin.version().version(),
                plugin.state(),
                plugin.version().state(),
                plugin.scopes(),
                plugin.hosts(),
                plugin.channel(),
                plugin.previous(),
                plugin.settings(),
                plugin.secretsSet(),
                plugin.lastError(),
                plugin.lastErrorAt(),
                plugin.changedAt());
    }
}
