package io.lyceum.tenancy;

import io.lyceum.shared.problem.Checks;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * What a platform admin says about a school to be.
 *
 * @param slug 1 to 40 lower-case letters, digits and single inner hyphens
 * @param locale language tag, one of the shipped languages
 * @param timeZone IANA name
 */
public record NewSchool(
        String slug,
        String name,
        String ownerEmail,
        String ownerName,
        String locale,
        String timeZone,
        String tagline,
        String primary,
        String secondary,
        Brand.Typeface typeface,
        Brand.Radius radius) {

    /** Languages that the product's own text is complete in. */
    public static final Set<String> LANGUAGES = Set.of("en", "ru");

    public NewSchool {
        slug = slug == null ? "" : slug.strip().toLowerCase(Locale.ROOT);
        name = name == null ? "" : name.strip();
        ownerEmail = ownerEmail == null ? "" : ownerEmail.strip();
        ownerName = ownerName == null ? "" : ownerName.strip();
        locale = locale == null || locale.isBlank() ? "en" : locale;
        timeZone = timeZone == null || timeZone.isBlank() ? "UTC" : timeZone;
        tagline = tagline == null ? "" : tagline.strip();
        primary = primary == null || primary.isBlank() ? "#2f5bd3" : primary;
        secondary = secondary == null || secondary.isBlank() ? "#f2b84b" : secondary;
        typeface = typeface == null ? Brand.Typeface.HUMANIST : typeface;
        radius = radius == null ? Brand.Radius.SOFT : radius;
        new Checks()
                .that(
                        slug.length() <= 40 && slug.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                        "slug",
                        "Use 1 to 40 lower-case letters, digits and single inner hyphens.")
                .text(name, "name", 200)
                .email(ownerEmail, "ownerEmail")
                .atMost(ownerName, "ownerName", 200)
                .that(LANGUAGES.contains(locale), "locale", "Choose one of " + LANGUAGES + ".")
                .that(isZone(timeZone), "timeZone", "Choose a time zone like Europe/Berlin.")
                .atMost(tagline, "tagline", 300)
                .colour(primary, "primary")
                .colour(secondary, "secondary")
                .done();
    }

    private static boolean isZone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
