package io.lyceum.identity.internal.realms;

import io.lyceum.shared.colour.Colour;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The look of a realm's sign-in pages and mails. Colours are {@code #rrggbb}. Whoever builds this
 * has derived the accents from the school's colour so that they carry text; the pair for the brand
 * panel is derived here.
 *
 * @param tagline one sentence under the name; may be empty
 * @param primary the school's main colour, painted large
 * @param secondary colour of decoration
 * @param light the colours of a light page
 * @param dark the colours of a dark page
 * @param radius {@code sharp}, {@code soft} or {@code round}
 * @param typeface {@code humanist}, {@code grotesque}, {@code slab} or {@code classic}
 * @param logo public address of the logo, if there is one
 */
public record RealmBrand(
        String name,
        String tagline,
        String primary,
        String secondary,
        Scheme light,
        Scheme dark,
        String radius,
        String typeface,
        Optional<URI> logo) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern KEY = Pattern.compile("[a-z]{2,20}");
    private static final Pattern LOGO = Pattern.compile("https?://[A-Za-z0-9._:/?=&%~-]{1,480}");

    public RealmBrand {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a brand needs a name");
        }
        requireColour(primary);
        requireColour(secondary);
        radius = requireKey(radius);
        typeface = requireKey(typeface);
        logo.ifPresent(
                address -> {
                    if (!LOGO.matcher(address.toString()).matches()) {
                        throw new IllegalArgumentException(
                                "a logo has a plain http address: " + address);
                    }
                });
    }

    /**
     * The colours of one colour scheme.
     *
     * @param accent buttons, at least 3:1 on the surface
     * @param onAccent text on the accent
     * @param link words that lead somewhere, at least 4.5:1 on the surface
     * @param surface background of the page
     */
    public record Scheme(String accent, String onAccent, String link, String surface) {
        public Scheme {
            requireColour(accent);
            requireColour(onAccent);
            requireColour(link);
            requireColour(surface);
        }
    }

    /** What the login theme reads from the realm; every key starts with {@code brand.}. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("brand.name", name);
        attributes.put("brand.tagline", tagline);
        attributes.put("brand.primary", primary);
        attributes.put("brand.onPrimary", Colour.parse(primary).foreground().hex());
        attributes.put("brand.secondary", secondary);
        attributes.put("brand.accent", light.accent());
        attributes.put("brand.onAccent", light.onAccent());
        attributes.put("brand.link", light.link());
        attributes.put("brand.surface", light.surface());
        attributes.put("brand.accentDark", dark.accent());
        attributes.put("brand.onAccentDark", dark.onAccent());
        attributes.put("brand.linkDark", dark.link());
        attributes.put("brand.surfaceDark", dark.surface());
        attributes.put("brand.radius", radius);
        attributes.put("brand.typeface", typeface);
        attributes.put("brand.logoUrl", logo.map(URI::toString).orElse(""));
        return attributes;
    }

    /**
     * What the e-mail theme reads as messages, because its templates see no realm. Messages are
     * patterns: braces and apostrophes of people's text are quoted.
     */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        attributes()
                .forEach(
                        (key, value) ->
                                texts.put(
                                        "brand"
                                                + key.substring(6, 7).toUpperCase(Locale.ROOT)
                                                + key.substring(7),
                                        quoted(value)));
        return texts;
    }

    private static String quoted(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('{') < 0 && text.indexOf('}') < 0 ? doubled : "'" + doubled + "'";
    }

    private static void requireColour(String colour) {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("a colour is #rrggbb: " + colour);
        }
    }

    private static String requireKey(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (!KEY.matcher(lower).matches()) {
            throw new IllegalArgumentException("a style is one word: " + key);
        }
        return lower;
    }
}
