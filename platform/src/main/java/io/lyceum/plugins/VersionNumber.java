package io.lyceum.plugins;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A version as it is compared (Semantic Versioning 2.0.0, 11): three numbers, then the words of the
 * suffix; one with a suffix comes before the one without.
 *
 * @param suffix its words; empty for none
 */
public record VersionNumber(int major, int minor, int patch, List<String> suffix)
        implements Comparable<VersionNumber> {

    private static final Comparator<VersionNumber> NUMBERS =
            Comparator.comparingInt(VersionNumber::major)
                    .thenComparingInt(VersionNumber::minor)
                    .thenComparingInt(VersionNumber::patch);

    public VersionNumber {
        suffix = List.copyOf(suffix);
    }

    /** Reads a version that a descriptor may have. */
    public static VersionNumber of(String text) {
        int dash = text.indexOf('-');
        int[] numbers =
                Stream.of((dash < 0 ? text : text.substring(0, dash)).split("\\."))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return new VersionNumber(
                numbers[0],
                numbers[1],
                numbers[2],
                dash < 0 ? List.of() : List.of(text.substring(dash + 1).split("\\.")));
    }

    /** Tells whether it has a suffix. */
    public boolean isPreview() {
        return !suffix.isEmpty();
    }

    @Override
    public int compareTo(VersionNumber other) {
        int numbers = NUMBERS.compare(this, other);
        if (numbers != 0) {
            return numbers;
        }
        if (isPreview() != other.isPreview()) {
            return isPreview() ? -1 : 1;
        }
        for (int i = 0; i < Math.min(suffix.size(), other.suffix.size()); i++) {
            int words = words(suffix.get(i), other.suffix.get(i));
            if (words != 0) {
                return words;
            }
        }
        return Integer.compare(suffix.size(), other.suffix.size());
    }

    private static int words(String one, String other) {
        boolean number = one.matches("\\d{1,9}");
        boolean otherNumber = other.matches("\\d{1,9}");
        if (number && otherNumber) {
            return Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
        }
        return number != otherNumber ? (number ? -1 : 1) : one.compareTo(other);
    }
}
