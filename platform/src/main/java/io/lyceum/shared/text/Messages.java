package io.lyceum.shared.text;

import com.ibm.icu.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The text of one area of the product in one language, with ICU plural and select rules. Bundles
 * live at {@code messages/<area>.properties} (English) and {@code
 * messages/<area>_<language>.properties} in UTF-8; arguments are named: {@code {count, plural, one
 * {# lesson} other {# lessons}}}.
 */
public final class Messages {

    private static final Map<String, Messages> LOADED = new ConcurrentHashMap<>();

    private final Locale locale;
    private final ResourceBundle bundle;
    private final Map<String, MessageFormat> patterns = new ConcurrentHashMap<>();

    private Messages(String area, Locale locale) {
        this.locale = locale;
        this.bundle =
                ResourceBundle.getBundle(
                        "messages." + area,
                        locale,
                        Thread.currentThread().getContextClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * Finds the text of an area.
     *
     * @param area name of the bundle, for example {@code academy}
     * @param locale the reader's language; a language without a bundle is answered in English
     */
    public static Messages of(String area, Locale locale) {
        return LOADED.computeIfAbsent(
                area + '/' + locale.toLanguageTag(), key -> new Messages(area, locale));
    }

    /** The language that was asked for. */
    public Locale locale() {
        return locale;
    }

    /**
     * Renders one message.
     *
     * @param namesAndValues alternating argument names and values
     * @throws MissingResourceException when the key is in no bundle: a bug, found by tests
     */
    public String get(String key, Object... namesAndValues) {
        if (namesAndValues.length == 0) {
            return bundle.getString(key).replace("''", "'");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        MessageFormat pattern =
                patterns.computeIfAbsent(key, k -> new MessageFormat(bundle.getString(k), locale));
        return ((MessageFormat) pattern.clone()).format(arguments);
    }
}
