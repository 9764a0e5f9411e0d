package io.lyceum.plugins.scorm;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time in hundredths of a second, as SCORM 1.2 and SCORM 2004 write them. */
final class Times {

    /** Far beyond what anybody learns, and far from overflowing. */
    static final long LONGEST = 100L * 3600 * 10000 - 1;

    private static final Pattern TIMESPAN =
            Pattern.compile("(\\d{2,4}):(\\d{2}):(\\d{2}(?:\\.\\d{1,2})?)");
    private static final Pattern INTERVAL =
            Pattern.compile(
                    "P(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,8})H)?(?:(\\d{1,9})M)?(?:(\\d{1,10}(?:\\.\\d{1,2})?)S)?)?");

    private Times() {}

    /** Reads either form; nothing when it is neither. */
    static OptionalLong read(String text) {
        Matcher span = TIMESPAN.matcher(text);
        if (span.matches()) {
            return sum(
                    hundredths(span.group(1), 3600),
                    hundredths(span.group(2), 60),
                    hundredths(span.group(3), 1));
        }
        Matcher interval = INTERVAL.matcher(text);
        if (interval.matches() && text.matches(".*\\d.*")) {
            return sum(
                    // A year and a month have the average length that the standard's examples use.
                    hundredths(interval.group(1), 31557600),
                    hundredths(interval.group(2), 2629800),
                    hundredths(interval.group(3), 86400),
                    hundredths(interval.group(4), 3600),
                    hundredths(interval.group(5), 60),
                    hundredths(interval.group(6), 1));
        }
        return OptionalLong.empty();
    }

    private static OptionalLong sum(long... parts) {
        long sum = 0;
        for (long part : parts) {
            sum = Math.min(LONGEST, sum + part);
        }
        return OptionalLong.of(sum);
    }

    private static long hundredths(String digits, long seconds) {
        if (digits == null) {
            return 0;
        }
        return new BigDecimal(digits)
                .multiply(BigDecimal.valueOf(seconds * 100))
                .min(BigDecimal.valueOf(LONGEST))
                .longValue();
    }

    /** Writes {@code HHHH:MM:SS.SS}. */
    static String timespan(long hundredths) {
        long h = Math.min(Math.max(0, hundredths), LONGEST);
        return "%04d:%02d:%02d.%02d".formatted(h / 360000, h / 6000 % 60, h / 100 % 60, h % 100);
    }

    /** Writes {@code PTnHnMnS}. */
    static String interval(long hundredths) {
        long h = Math.min(Math.max(0, hundredths), LONGEST);
        String fraction = h % 100 == 0 ? "" : ".%02d".formatted(h % 100);
        return "PT%dH%dM%d%sS".formatted(h / 360000, h / 6000 % 60, h / 100 % 60, fraction);
    }
}
