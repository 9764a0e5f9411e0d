package io.lyceum.admin.shell;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeDateTimeUnit;
import com.ibm.icu.util.Currency;
import io.lyceum.shared.text.Sizes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Dates, numbers and sizes as the reader writes them.
 *
 * @param zone the school's time zone: a day means the school's day
 */
public record Words(Locale locale, ZoneId zone, Clock clock) {

    public String date(Instant when) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(when.atZone(zone));
    }

    public String dateTime(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(when.atZone(zone));
    }

    /** "3 hours ago" within a month, the date after that. */
    public String ago(Instant when) {
        Duration passed = Duration.between(when, clock.instant());
        long seconds = Math.max(0, passed.toSeconds());
        RelativeDateTimeFormatter format = RelativeDateTimeFormatter.getInstance(locale);
        if (seconds < 60) {
            return format.format(
                    RelativeDateTimeFormatter.Direction.PLAIN,
                    RelativeDateTimeFormatter.AbsoluteUnit.NOW);
        }
        if (seconds < 3_600) {
            return format.format(-(seconds / 60), RelativeDateTimeUnit.MINUTE);
        }
        if (seconds < 86_400) {
            return format.format(-(seconds / 3_600), RelativeDateTimeUnit.HOUR);
        }
        if (seconds < 30L * 86_400) {
            return format.format(-(seconds / 86_400), RelativeDateTimeUnit.DAY);
        }
        return date(when);
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** An amount with its currency, as the reader writes it; whole amounts without decimals. */
    public String money(long minorUnits, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        Currency unit = Currency.getInstance(currency);
        format.setCurrency(unit);
        // Those of ISO 4217: the locale data leaves out what nobody pays in cash.
        int digits =
                Math.max(0, java.util.Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal amount = BigDecimal.valueOf(minorUnits, digits);
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        format.setMaximumFractionDigits(whole ? 0 : digits);
        format.setMinimumFractionDigits(whole ? 0 : digits);
        return format.format(amount);
    }

    /** "1.4 MB", of 1024 KB: one decimal from a megabyte on, none below. */
    public String size(long bytes) {
        return Sizes.of(locale, bytes);
    }
}
