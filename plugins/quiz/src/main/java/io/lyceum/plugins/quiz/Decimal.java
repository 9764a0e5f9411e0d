package io.lyceum.plugins.quiz;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as people write them. */
final class Decimal {

    // Bounded, because 1e999999999 is few characters and a gigabyte of digits.
    private static final Pattern SHAPE =
            Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,2})?");
    private static final int LONGEST = 100;

    private Decimal() {}

    /**
     * Reads a number with a point or a comma before its decimals. When there are both, the last one
     * is the decimal sign; spaces between digits are left out.
     */
    static Optional<BigDecimal> read(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String text =
                Normalizer.normalize(written, Normalizer.Form.NFKC)
                        .replace('\u2212', '-')
                        .replace('\u2013', '-')
                        .replaceAll("[\\s\u00a0\u202f']", "");
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            text = comma > point ? text.replace(".", "") : text.replace(",", "");
        }
        text = text.replace(',', '.');
        return SHAPE.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Writes a number without exponent and without zeros at its end. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
