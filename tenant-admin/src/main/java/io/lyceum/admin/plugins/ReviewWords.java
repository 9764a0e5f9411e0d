package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tone;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.scan.CodeScan;
import io.lyceum.plugin.runtime.scan.Finding;
import io.lyceum.plugins.PluginListings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.VersionDiff;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a version asks for and what was found in it, in words of the reader's language. */
final class ReviewWords {

    /** More places of one kind than that are counted, not listed. */
    private static final int MOST_PLACES = 12;

    private ReviewWords() {}

    static ReviewView view(
            Desk desk,
            Plugins plugins,
            PluginListings listings,
            PluginVersion version,
            List<ReviewView.Move> moves) {
        Optional<CodeScan.Result> scan = plugins.scan(version.id(), version.version());
        VersionDiff diff =
                VersionDiff.between(
                        plugins.before(version).map(PluginVersion::descriptor),
                        version.descriptor());
        return new ReviewView(
                PlatformPluginsResource.PATH + "/" + version.id() + "/" + version.version(),
                version.descriptor().description().in(desk.locale()),
                PluginWords.badge(desk, version),
                version.reason(),
                version.changelog(),
                diff.since()
                        .map(since -> desk.t("review.since", "version", since))
                        .orElseGet(() -> desk.t("review.since.none")),
                scopes(desk, diff),
                hosts(desk, diff),
                storages(desk, diff),
                scan.map(result -> scanned(desk, result)).orElse(""),
                scan.map(result -> findings(desk, result)).orElse(List.of()),
                facts(desk, version),
                provides(desk, version.descriptor()),
                PluginWords.listing(desk, listings.of(version.id())),
                moves.stream().filter(move -> move.state().equals("PUBLISHED")).findFirst(),
                moves.stream().filter(move -> worded(move.state())).toList(),
                moves.stream()
                        .filter(move -> !worded(move.state()) && !move.state().equals("PUBLISHED"))
                        .toList());
    }

    /** Tells whether something has to be said to move a version there. */
    private static boolean worded(String state) {
        return switch (PluginVersion.State.valueOf(state)) {
            case CHANGES_REQUESTED, REJECTED, REVOKED, YANKED -> true;
            case DRAFT, SCANNED, IN_REVIEW, APPROVED, PUBLISHED -> false;
        };
    }

    private static List<ReviewView.Line> scopes(Desk desk, VersionDiff diff) {
        return diff.scopes().stream()
                .map(
                        line ->
                                new ReviewView.Line(
                                        desk.t("plugins.scope." + line.known().scope()),
                                        line.known().purpose().in(desk.locale()),
                                        badge(desk, diff, line.change())))
                .toList();
    }

    private static List<ReviewView.Line> hosts(Desk desk, VersionDiff diff) {
        return diff.hosts().stream()
                .map(
                        line ->
                                new ReviewView.Line(
                                        line.known().host(),
                                        line.known().purpose().in(desk.locale()),
                                        badge(desk, diff, line.change())))
                .toList();
    }

    private static List<ReviewView.Line> storages(Desk desk, VersionDiff diff) {
        return diff.storages().stream()
                .map(
                        line ->
                                new ReviewView.Line(
                                        desk.t("plugins.data." + line.known().data())
                                                + " · "
                                                + desk.t("plugins.owner." + line.known().scope())
                                                + " · "
                                                + desk.words().size(line.known().quota()),
                                        line.known().purpose().in(desk.locale()),
                                        badge(desk, diff, line.change())))
                .toList();
    }

    /** Of a first version everything is new, and nothing needs to say so. */
    private static Optional<Badge> badge(Desk desk, VersionDiff diff, VersionDiff.Change change) {
        if (diff.since().isEmpty()) {
            return Optional.empty();
        }
        return switch (change) {
            case ADDED -> Optional.of(new Badge(Tone.WARNING, desk.t("review.change.ADDED")));
            case CHANGED -> Optional.of(new Badge(Tone.INFO, desk.t("review.change.CHANGED")));
            case REMOVED -> Optional.of(new Badge(Tone.NEUTRAL, desk.t("review.change.REMOVED")));
            case KEPT -> Optional.empty();
        };
    }

    private static String scanned(Desk desk, CodeScan.Result scan) {
        return desk.t("review.scanned", "classes", scan.classes(), "count", scan.total());
    }

    private static List<ReviewView.Found> findings(Desk desk, CodeScan.Result scan) {
        Map<Finding.Kind, List<Finding>> byKind = new EnumMap<>(Finding.Kind.class);
        scan.findings()
                .forEach(f -> byKind.computeIfAbsent(f.kind(), k -> new ArrayList<>()).add(f));
        List<ReviewView.Found> found = new ArrayList<>();
        byKind.forEach(
                (kind, findings) -> {
                    List<ReviewView.Place> places = new ArrayList<>();
                    for (Finding one :
                            findings.subList(0, Math.min(MOST_PLACES, findings.size()))) {
                        places.add(
                                new ReviewView.Place(
                                        (one.library().isEmpty() ? "" : one.library() + " · ")
                                                + one.type(),
                                        String.join(", ", one.uses())));
                    }
                    if (findings.size() > MOST_PLACES) {
                        places.add(
                                new ReviewView.Place(
                                        desk.t(
                                                "review.places",
                                                "count",
                                                findings.size() - MOST_PLACES),
                                        ""));
                    }
                    found.add(
                            new ReviewView.Found(
                                    desk.t("review.finding." + kind),
                                    desk.t("review.finding." + kind + ".text"),
                                    grave(kind),
                                    places));
                });
        return found;
    }

    private static boolean grave(Finding.Kind kind) {
        return switch (kind) {
            case EXIT, PROCESS, NATIVE, UNSAFE, CLASS_LOADING -> true;
            case NETWORK, FILES, REFLECTION -> false;
        };
    }

    private static List<ReviewView.Fact> facts(Desk desk, PluginVersion version) {
        List<ReviewView.Fact> facts = new ArrayList<>();
        facts.add(fact(desk, "reference", version.descriptor().reference(), false));
        facts.add(fact(desk, "publisher", version.descriptor().publisher(), false));
        facts.add(fact(desk, "signature", desk.t("plugins.signed." + version.signedBy()), false));
        facts.add(fact(desk, "where", desk.t("plugins.runs." + version.runtime()), false));
        facts.add(fact(desk, "size", desk.words().size(version.size()), false));
        facts.add(fact(desk, "uploaded", desk.words().dateTime(version.addedAt()), false));
        version.submittedAt()
                .ifPresent(
                        at -> facts.add(fact(desk, "submitted", desk.words().dateTime(at), false)));
        version.publishedAt()
                .ifPresent(
                        at -> facts.add(fact(desk, "published", desk.words().dateTime(at), false)));
        facts.add(
                fact(
                        desk,
                        "memory",
                        desk.words().size(version.descriptor().limits().memoryMb() * 1024L * 1024),
                        false));
        facts.add(fact(desk, "sha", version.sha256(), true));
        return facts;
    }

    private static ReviewView.Fact fact(Desk desk, String key, String value, boolean mono) {
        return new ReviewView.Fact(desk.t("review.fact." + key), value, mono);
    }

    private static List<String> provides(Desk desk, Descriptor descriptor) {
        return descriptor.provides().stream()
                .map(p -> desk.t("plugins.kind." + p.kind()) + ": " + p.name().in(desk.locale()))
                .toList();
    }
}
