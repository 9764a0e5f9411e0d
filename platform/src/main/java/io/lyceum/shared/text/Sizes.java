package io.lyceum.shared.text;

import com.ibm.icu.text.NumberFormat;
import java.util.Locale;

/** Sizes of files as people read them. */
public final class Sizes {

    private static final String[] UNITS = {"B", "KB", "MB", "GB"};

    private Sizes() {}

    /** Writes a number of bytes, for example "1.4 MB". */
    public static String of(Locale reader, long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1_024 && unit < UNITS.length - 1) {
            value /= 1_024;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(reader);
        format.setMaximumFractionDigits(unit < 2 ? 0 : 1);
        return format.format(value) + '\u00a0' + UNITS[unit];
    }
}
