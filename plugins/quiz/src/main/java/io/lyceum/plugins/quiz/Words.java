package io.lyceum.plugins.quiz;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/** What is said to people, in Russian or English. */
final class Words {

    private static final String BUNDLE = "io.lyceum.plugins.quiz.words";

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** Speaks the asked language if it is known, else English. */
    static Words in(Locale asked) {
        boolean russian = "ru".equals(asked.getLanguage());
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        russian ? Locale.forLanguageTag("ru") : Locale.ROOT,
                        Words.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Words(bundle, russian ? asked : Locale.ENGLISH);
    }

    /**
     * Says a sentence; {@code {0}}, {@code {1}} … stand for the values, numbers in the language.
     */
    String say(String key, Object... values) {
        String pattern = bundle.getString(key);
        StringBuilder said = new StringBuilder();
        int at = 0;
        // One pass over the pattern: a value that contains {1} itself must stay as it is.
        while (at < pattern.length()) {
            if (pattern.charAt(at) == '{'
                    && at + 2 < pattern.length()
                    && pattern.charAt(at + 2) == '}'
                    && Character.isDigit(pattern.charAt(at + 1))
                    && pattern.charAt(at + 1) - '0' < values.length) {
                said.append(shown(values[pattern.charAt(at + 1) - '0']));
                at += 3;
            } else {
                said.append(pattern.charAt(at++));
            }
        }
        return said.toString();
    }

    private String shown(Object value) {
        return value instanceof Number number ? number(number.doubleValue()) : value.toString();
    }

    /** Writes a number with two decimals at most. */
    String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(value);
    }

    /** Writes a share of one as percent. */
    String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** Writes a time in the school's zone. */
    String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
    }
}
