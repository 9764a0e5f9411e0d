package io.lyceum.catalog;

import io.lyceum.shared.problem.Checks;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a teacher says about a course.
 *
 * @param slug blank to derive it from the title
 * @param tags at most 20
 */
public record CourseChange(
        String title,
        String slug,
        String subtitle,
        String description,
        String language,
        Course.Level level,
        Optional<CategoryId> category,
        String teacherName,
        String icon,
        List<String> tags,
        long priceMinor,
        String currency,
        String licence,
        String attribution) {

    /** The picture of a course whose teacher has chosen none. */
    public static final String USUAL_ICON = "book";

    /** Topic keys that course art can draw. */
    private static final String ICON = "[a-z][a-z-]{0,30}";

    public CourseChange {
        title = text(title);
        slug = text(slug).toLowerCase(Locale.ROOT);
        subtitle = text(subtitle);
        description = description == null ? "" : description;
        language = text(language).isEmpty() ? "en" : text(language);
        level = level == null ? Course.Level.ALL : level;
        category = category == null ? Optional.empty() : category;
        teacherName = text(teacherName);
        icon = text(icon).isEmpty() ? USUAL_ICON : text(icon);
        tags = tags == null ? List.of() : tags.stream().map(CourseChange::text).toList();
        currency = text(currency).isEmpty() ? "EUR" : text(currency).toUpperCase(Locale.ROOT);
        licence = text(licence);
        attribution = text(attribution);
        new Checks()
                .text(title, "title", 200)
                .that(
                        slug.isEmpty() || slug.matches("[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?"),
                        "slug",
                        "Use lower-case letters, digits and inner hyphens.")
                .atMost(subtitle, "subtitle", 300)
                .atMost(description, "description", 100_000)
                .that(
                        language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
                        "language",
                        "Write a language code like en or pt-BR.")
                .atMost(teacherName, "teacherName", 200)
                .that(icon.matches(ICON), "icon", "Choose one of the icons.")
                .that(tags.size() <= 20, "tags", "Use at most 20 tags.")
                .that(
                        tags.stream().allMatch(t -> t.length() <= 40),
                        "tags",
                        "Use at most 40 characters a tag.")
                .that(
                        priceMinor >= 0 && priceMinor <= 100_000_000_000L,
                        "priceMinor",
                        "A price is 0 or more.")
                .that(isCurrency(currency), "currency", "Write a currency code like EUR.")
                .atMost(licence, "licence", 200)
                .atMost(attribution, "attribution", 5_000)
                .done();
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
