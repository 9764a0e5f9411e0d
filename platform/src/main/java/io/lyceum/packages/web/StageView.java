package io.lyceum.packages.web;

import io.lyceum.plugin.content.ContentPackageHandler.Part;
import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.Locale;

/**
 * The page around a package.
 *
 * @param title of the activity
 * @param told what its script needs to know, as JSON; empty when there is nothing to run
 * @param adapter address of the plugin's script; empty when there is nothing to run
 * @param message why nothing runs; empty otherwise
 * @param again whether opening it once more may help
 */
public record StageView(
        Locale locale,
        String title,
        String told,
        String adapter,
        List<Part> parts,
        String message,
        boolean again) {

    public StageView {
        parts = List.copyOf(parts);
    }

    public String text(String key) {
        return Messages.of("packages", locale).get(key);
    }

    public String language() {
        return locale.toLanguageTag();
    }

    /** Text direction of the page's language. */
    public String direction() {
        return com.ibm.icu.util.ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
    }

    public boolean runs() {
        return !told.isEmpty();
    }

    /** What is open: the part, or the activity where the plugin names none. */
    public String heading() {
        return parts.stream()
                .filter(Part::current)
                .map(Part::title)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(title);
    }

    /** A list of one part says nothing. */
    public boolean hasContents() {
        return parts.size() > 1;
    }

    /** How many parts can be opened, headings aside, and how many of them are done. */
    public String progress() {
        return parts.stream().filter(Part::done).count() + "/" + all();
    }

    /** The same once the package is complete. */
    public String progressAtEnd() {
        return all() + "/" + all();
    }

    private long all() {
        return parts.stream().filter(part -> part.open() || part.current() || part.done()).count();
    }

    /** How far an entry is set in; deeper ones look alike. */
    public static int depth(Part part) {
        return Math.max(0, Math.min(4, part.depth()));
    }
}
