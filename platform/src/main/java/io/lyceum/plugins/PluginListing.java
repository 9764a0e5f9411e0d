package io.lyceum.plugins;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a publisher says about a plugin, beside what its descriptor does.
 *
 * @param about longer text by language tag; an empty one is left out
 * @param website empty for none
 * @param support mail or web address for questions; empty for none
 * @param icon square, if it has one
 * @param screenshots in the order in which they are shown, at most 6
 */
public record PluginListing(
        String plugin,
        Map<String, String> about,
        Set<Category> categories,
        String website,
        String support,
        Optional<Picture> icon,
        List<Picture> screenshots) {

    public PluginListing {
        about = Map.copyOf(about);
        categories = Set.copyOf(categories);
        screenshots = List.copyOf(screenshots);
    }

    /** What a plugin is for. */
    public enum Category {
        ASSESSMENT,
        CONTENT,
        COMMUNITY,
        REPORTING,
        SALES,
        INTEGRATION,
        TOOLS
    }

    /** What a picture is. */
    public enum Kind {
        ICON,
        SCREENSHOT
    }

    /**
     * A picture of a listing, served at {@code /plugin-pictures/{id}}.
     *
     * @param caption what it shows, also for people who do not see it
     */
    public record Picture(UUID id, String caption, int width, int height) {

        public String path() {
            return "/plugin-pictures/" + id;
        }
    }

    /** A listing that says nothing. */
    static PluginListing nothing(String plugin) {
        return new PluginListing(plugin, Map.of(), Set.of(), "", "", Optional.empty(), List.of());
    }

    /** The longer text in a language, else in English, else nothing. */
    public String about(Locale locale) {
        return about.getOrDefault(locale.getLanguage(), about.getOrDefault("en", ""));
    }

    /** The names of its categories, sorted. */
    public List<String> categoryNames() {
        Set<String> names = new TreeSet<>();
        categories.forEach(category -> names.add(category.name()));
        return List.copyOf(names);
    }
}
