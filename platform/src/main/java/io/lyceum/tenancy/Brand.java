package io.lyceum.tenancy;

import java.util.Optional;
import java.util.UUID;

/**
 * The look that a school chose. Colours are {@code #rrggbb}; what pages use is derived from them so
 * that text always stays readable.
 *
 * @param name the school's name as shown to people
 * @param tagline one sentence under the name; may be empty
 * @param primary the school's main colour
 * @param secondary the colour of decoration and course art
 * @param typeface key of a curated pair of text and display families
 * @param radius corner style
 * @param logo the stored logo file, if one was uploaded
 * @param revision grows with each change; goes into the addresses of what is derived from the brand
 */
public record Brand(
        String name,
        String tagline,
        String primary,
        String secondary,
        Typeface typeface,
        Radius radius,
        Optional<UUID> logo,
        long revision) {

    /** The same brand with this logo, or without one. */
    public Brand withLogo(Optional<UUID> other) {
        return new Brand(name, tagline, primary, secondary, typeface, radius, other, revision);
    }

    /** Curated pairs of text and display families, all with Latin and Cyrillic. */
    public enum Typeface {
        /** Source Sans Pro throughout: neutral and friendly. */
        HUMANIST,
        /** Roboto with Roboto Condensed headings: technical. */
        GROTESQUE,
        /** Roboto Slab headings over Source Sans: bookish. */
        SLAB,
        /** A serif display face over a sans text face: classical. */
        CLASSIC
    }

    /** Corner styles. */
    public enum Radius {
        SHARP,
        SOFT,
        ROUND
    }
}
