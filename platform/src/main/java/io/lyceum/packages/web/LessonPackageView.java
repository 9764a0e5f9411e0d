package io.lyceum.packages.web;

import io.lyceum.shared.text.Messages;
import java.util.Locale;

/**
 * A package in its lesson.
 *
 * @param title of the activity
 * @param notice what to say above it; empty for nothing
 * @param openHref where it is opened; empty when it runs already, or cannot be opened
 * @param open what the link to there says
 * @param frame address of the page around the package; empty when it does not run
 * @param origin of that address
 */
public record LessonPackageView(
        Locale locale,
        String title,
        String notice,
        String openHref,
        String open,
        String frame,
        String origin) {

    public String text(String key, Object... namesAndValues) {
        return Messages.of("packages", locale).get(key, namesAndValues);
    }
}
