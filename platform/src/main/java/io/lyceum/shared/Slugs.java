package io.lyceum.shared;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/** Names made into parts of addresses. */
public final class Slugs {

    private static final int LONGEST = 80;
    private static final Transliterator LATIN =
            Transliterator.getInstance("Any-Latin; Latin-ASCII");

    private Slugs() {}

    /** Makes lower-case Latin letters, digits and hyphens out of any text; never empty. */
    public static String of(String text) {
        String ascii;
        synchronized (LATIN) {
            ascii = LATIN.transliterate(text);
        }
        String slug =
                ascii.toLowerCase(Locale.ROOT)
                        .replaceAll("['’ʹʺ]", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (slug.length() > LONGEST) {
            slug = slug.substring(0, LONGEST).replaceAll("-+$", "");
        }
        return slug.isEmpty() ? "course" : slug;
    }
}
