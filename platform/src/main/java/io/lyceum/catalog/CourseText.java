package io.lyceum.catalog;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import io.lyceum.shared.text.Messages;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Facts about courses in the reader's words; the messages are those of area {@code academy}. */
public final class CourseText {

    /** ICU builds a formatter for each text, which costs more than the rest of a card. */
    private static final int KEPT = 10_000;

    private static final Map<Length, String> LENGTHS = new ConcurrentHashMap<>();
    private static final Map<Price, String> PRICES = new ConcurrentHashMap<>();

    private record Length(Locale locale, int minutes) {}

    private record Price(Locale locale, long minor, String currency) {}

    private CourseText() {}

    private static <K> String kept(Map<K, String> texts, K key, Function<K, String> write) {
        if (texts.size() > KEPT) {
            texts.clear();
        }
        return texts.computeIfAbsent(key, write);
    }

    /**
     * Names a level.
     *
     * @param level {@code BEGINNER}, {@code INTERMEDIATE}, {@code ADVANCED} or {@code ALL}
     */
    public static String level(Messages messages, String level) {
        return messages.get("level." + level);
    }

    /** Writes a length, for example "1 hr 20 min"; empty for 0. */
    public static String length(Messages messages, int minutes) {
        if (minutes <= 0) {
            return "";
        }
        return kept(
                LENGTHS,
                new Length(messages.locale(), minutes),
                key -> writeLength(key.locale(), key.minutes()));
    }

    private static String writeLength(Locale locale, int minutes) {
        MeasureFormat format = MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.SHORT);
        Measure hours = new Measure(minutes / 60, MeasureUnit.HOUR);
        Measure rest = new Measure(minutes % 60, MeasureUnit.MINUTE);
        if (minutes < 60) {
            return format.formatMeasures(rest);
        }
        return minutes % 60 == 0
                ? format.formatMeasures(hours)
                : format.formatMeasures(hours, rest);
    }

    /**
     * Writes a price; empty for free. Whole amounts are written without a fraction.
     *
     * @param minor amount in the currency's minor units
     * @param currency ISO 4217 code
     */
    public static String price(Messages messages, long minor, String currency) {
        if (minor == 0) {
            return "";
        }
        return kept(
                PRICES,
                new Price(messages.locale(), minor, currency),
                key -> writePrice(key.locale(), key.minor(), key.currency()));
    }

    /**
     * Writes an amount as programs read it, with the fraction of its currency: {@code 19.90}.
     *
     * @param minor amount in the currency's minor units
     * @param currency ISO 4217 code
     */
    public static String decimal(long minor, String currency) {
        return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
    }

    /** The digits of ISO 4217: those of the locale data leave out what nobody pays in cash. */
    private static int digits(String currency) {
        return Math.max(0, java.util.Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private static String writePrice(Locale locale, long minor, String currency) {
        Currency unit = Currency.getInstance(currency);
        int digits = digits(currency);
        double amount = minor / Math.pow(10, digits);
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(unit);
        boolean whole = amount == Math.rint(amount);
        format.setMaximumFractionDigits(whole ? 0 : digits);
        format.setMinimumFractionDigits(whole ? 0 : digits);
        return format.format(amount);
    }

    /** Names a language in the reader's language, for example "Russian". */
    public static String language(Messages messages, String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayLanguage(messages.locale());
        return name.isEmpty()
                ? tag
                : name.substring(0, 1).toUpperCase(messages.locale()) + name.substring(1);
    }
}
