package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PluginView.Right;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tone;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.Consent;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginRating;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.SchoolPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plugins in words of the reader's language. */
final class PluginWords {

    private PluginWords() {}

    static Badge badge(Desk desk, SchoolPlugin plugin) {
        if (plugin.version().state() == PluginVersion.State.REVOKED) {
            return new Badge(Tone.CRITICAL, desk.t("plugins.state.REVOKED"));
        }
        return switch (plugin.state()) {
            case ENABLED -> new Badge(Tone.POSITIVE, desk.t("plugins.enabled"));
            case DISABLED -> new Badge(Tone.NEUTRAL, desk.t("plugins.disabled"));
            case QUARANTINED -> new Badge(Tone.CRITICAL, desk.t("plugins.quarantined"));
        };
    }

    static Badge badge(Desk desk, PluginVersion version) {
        Tone tone =
                switch (version.state()) {
                    case PUBLISHED -> Tone.POSITIVE;
                    case IN_REVIEW, CHANGES_REQUESTED -> Tone.WARNING;
                    case APPROVED -> Tone.INFO;
                    case DRAFT, SCANNED, YANKED -> Tone.NEUTRAL;
                    case REJECTED, REVOKED -> Tone.CRITICAL;
                };
        return new Badge(tone, desk.t("plugins.state." + version.state()));
    }

    /** All that a version asks for. */
    static List<Right> rights(Desk desk, Descriptor descriptor, Consent agreed) {
        Locale locale = desk.locale();
        List<Right> rights = new ArrayList<>();
        for (Descriptor.Scope scope : descriptor.scopes()) {
            rights.add(
                    new Right(
                            desk.t("plugins.scope." + scope.scope()),
                            scope.purpose().in(locale),
                            !agreed.scopes().contains(scope.scope())));
        }
        for (Descriptor.Egress egress : descriptor.egress()) {
            rights.add(
                    new Right(
                            desk.t("plugins.egress", "host", egress.host()),
                            egress.purpose().in(locale),
                            !agreed.hosts().contains(egress.host())));
        }
        return rights;
    }

    static Stars stars(Desk desk, PluginRating.Summary rating) {
        return Stars.of(
                rating.average(),
                desk.t(
                        "ratings.summary",
                        "average",
                        String.format(desk.locale(), "%.1f", rating.average()),
                        "count",
                        rating.count()));
    }

    /**
     * A rating in words.
     *
     * @param what stands above it: the plugin, or who it is from
     */
    static PublishingView.RatingRow rating(Desk desk, PluginRating rating, String what) {
        return new PublishingView.RatingRow(
                rating.id().toString(),
                what,
                Stars.of(rating.stars(), desk.t("ratings.stars", "stars", rating.stars())),
                rating.text(),
                desk.t(
                        "ratings.facts",
                        "version",
                        rating.version(),
                        "when",
                        desk.words().ago(rating.changedAt())),
                rating.answer(),
                rating.hiddenAt().isPresent());
    }

    static PluginView.Listing listing(Desk desk, PluginListing listing) {
        return new PluginView.Listing(
                listing.about(desk.locale()),
                listing.categoryNames().stream()
                        .map(name -> desk.t("plugins.category." + name))
                        .toList(),
                listing.website(),
                listing.support(),
                listing.support().startsWith("http")
                        ? listing.support()
                        : "mailto:" + listing.support(),
                listing.icon().map(PluginListing.Picture::path),
                listing.screenshots().stream()
                        .map(
                                shot ->
                                        new PluginView.Shot(
                                                shot.id().toString(),
                                                shot.path(),
                                                shot.caption(),
                                                shot.width(),
                                                shot.height()))
                        .toList());
    }

    /** All that a version keeps. */
    static List<Right> keeps(Desk desk, Descriptor descriptor) {
        return descriptor.storage().stream()
                .map(
                        storage ->
                                new Right(
                                        desk.t("plugins.data." + storage.data())
                                                + " · "
                                                + desk.t("plugins.owner." + storage.scope()),
                                        storage.purpose().in(desk.locale()),
                                        false))
                .toList();
    }
}
