package io.lyceum.plugins;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.shared.UseCase;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the current school can install, and what others say about it. */
@UseCase
public class PluginDirectory {

    private final Plugins plugins;
    private final SchoolPlugins schoolPlugins;
    private final PluginRatings ratings;
    private final Publishers publishers;
    private final PluginListings listings;

    protected PluginDirectory() {
        this(null, null, null, null, null);
    }

    @Inject
    PluginDirectory(
            Plugins plugins,
            SchoolPlugins schoolPlugins,
            PluginRatings ratings,
            Publishers publishers,
            PluginListings listings) {
        this.plugins = plugins;
        this.schoolPlugins = schoolPlugins;
        this.ratings = ratings;
        this.publishers = publishers;
        this.listings = listings;
    }

    /**
     * One plugin of the directory.
     *
     * @param offered the version that a school gets
     * @param publisher name of its publisher
     * @param listing what its publisher says about it
     * @param installed what the current school has of it
     */
    public record Entry(
            PluginVersion offered,
            String publisher,
            PluginListing listing,
            Optional<SchoolPlugin> installed,
            PluginRating.Summary rating) {

        /** What it brings, as {@code activity} or {@code connector}; sorted. */
        public List<String> kinds() {
            return offered.descriptor().provides().stream()
                    .map(provided -> provided.kind().word())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .toList();
        }
    }

    /**
     * Searches the directory: those that many schools think well of first.
     *
     * @param query words that name, description, publisher or id have; blank for all
     * @param kind what it must bring; blank for anything
     * @param category what it must be for; blank for anything
     * @param locale of the names that are searched, besides English
     */
    public List<Entry> search(String query, String kind, String category, Locale locale) {
        Map<String, SchoolPlugin> mine = new HashMap<>();
        schoolPlugins.list().forEach(plugin -> mine.put(plugin.id(), plugin));
        Map<String, PluginRating.Summary> rated = ratings.summaries();
        Map<String, String> names = names();
        Map<String, PluginListing> listed = listings.all();
        List<String> words =
                Stream.of(query.toLowerCase(locale).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return plugins.directory().stream()
                .map(
                        version ->
                                new Entry(
                                        version,
                                        names.getOrDefault(
                                                version.descriptor().publisher(),
                                                version.descriptor().publisher()),
                                        listed.getOrDefault(
                                                version.id(), PluginListing.nothing(version.id())),
                                        Optional.ofNullable(mine.get(version.id())),
                                        rated.getOrDefault(
                                                version.id(), PluginRating.Summary.NONE)))
                .filter(entry -> kind.isBlank() || entry.kinds().contains(kind))
                .filter(
                        entry ->
                                category.isBlank()
                                        || entry.listing().categoryNames().contains(category))
                .filter(entry -> text(entry, locale, words))
                .sorted(
                        (one, other) -> {
                            int byRating =
                                    Double.compare(weight(other.rating()), weight(one.rating()));
                            return byRating != 0
                                    ? byRating
                                    : one.offered().id().compareTo(other.offered().id());
                        })
                .toList();
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        publishers.list().forEach(publisher -> names.put(publisher.id(), publisher.name()));
        return names;
    }

    /**
     * One rating of five stars is less than twenty of four and a half: three of three come first.
     */
    private static double weight(PluginRating.Summary rating) {
        return (rating.average() * rating.count() + 3.0 * 3) / (rating.count() + 3);
    }

    private static boolean text(Entry entry, Locale locale, List<String> words) {
        Descriptor descriptor = entry.offered().descriptor();
        String text =
                String.join(
                                " ",
                                descriptor.id(),
                                descriptor.publisher(),
                                descriptor.name().in(locale),
                                descriptor.name().in(Locale.ENGLISH),
                                descriptor.description().in(locale),
                                descriptor.description().in(Locale.ENGLISH),
                                entry.listing().about(locale),
                                entry.publisher())
                        .toLowerCase(locale);
        return words.stream().allMatch(text::contains);
    }

    /** Finds one plugin; a school also sees what it has installed and nobody else gets any more. */
    public Optional<Entry> find(String plugin) {
        Optional<SchoolPlugin> installed = schoolPlugins.find(plugin);
        return plugins.offered(plugin)
                .or(() -> installed.map(SchoolPlugin::version))
                .map(
                        version ->
                                new Entry(
                                        version,
                                        publishers
                                                .find(version.descriptor().publisher())
                                                .map(Publisher::name)
                                                .orElse(version.descriptor().publisher()),
                                        listings.of(plugin),
                                        installed,
                                        ratings.summary(plugin)));
    }

    /** Lists the kinds of things that plugins of the directory bring, sorted. */
    public List<String> kinds() {
        return plugins.directory().stream()
                .flatMap(version -> version.descriptor().provides().stream())
                .map(provided -> provided.kind().word())
                .distinct()
                .sorted()
                .toList();
    }
}
