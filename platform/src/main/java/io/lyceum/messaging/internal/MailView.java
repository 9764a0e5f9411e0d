package io.lyceum.messaging.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that the mail template shows, in the reader's language.
 *
 * @param preheader what an inbox shows after the subject
 * @param kicker a few words above the heading; empty for none
 * @param facts labels and values in a quiet panel
 * @param after paragraphs behind the button
 */
public record MailView(
        String language,
        String direction,
        String title,
        String preheader,
        String kicker,
        String heading,
        List<String> paragraphs,
        List<Fact> facts,
        Optional<Button> button,
        Optional<Button> second,
        List<String> after,
        Sender sender,
        Look look) {

    /** One line of the panel. */
    public record Fact(String label, String value) {}

    /** Something to press, with the address in words for those who cannot. */
    public record Button(String label, String url, String fallback) {}

    /** How the reader gets no more of such mails. */
    public record Leaving(String label, String url, String settingsLabel, String settingsUrl) {}

    /** Whose mail it is. */
    public record Sender(
            String name,
            String tagline,
            String homeUrl,
            Optional<String> logoUrl,
            String reason,
            Optional<Leaving> leaving) {

        /** Stands for a logo where there is none. */
        public String initial() {
            String stripped = name.strip();
            return stripped.isEmpty()
                    ? "·"
                    : stripped.substring(0, stripped.offsetByCodePoints(0, 1))
                            .toUpperCase(Locale.ROOT);
        }
    }

    /**
     * Colours as {@code #rrggbb} and corners as CSS lengths.
     *
     * @param accent fill of the button and the bar
     * @param onAccent text on the accent
     * @param link a shade of the accent that can be read on white
     * @param tint background of the panel
     * @param line hairlines
     * @param page behind the sheet
     */
    public record Look(
            String accent,
            String onAccent,
            String link,
            String tint,
            String line,
            String page,
            String sheetRadius,
            String buttonRadius,
            String displayFont,
            String textFont) {}
}
