package io.lyceum.plugin.runtime.descriptor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SDK versions that a plugin works with, bounded on both sides: {@code [1.0,2.0)}.
 *
 * @param from included
 * @param below excluded
 */
public record SdkRange(Version from, Version below) {

    /** The version of this SDK. */
    public static final Version CURRENT = new Version(1, 0);

    private static final Pattern TEXT =
            Pattern.compile("\\[(\\d{1,4})\\.(\\d{1,4}),\\s*(\\d{1,4})\\.(\\d{1,4})\\)");

    /** Reads a range. */
    public static Optional<SdkRange> of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Version from = version(matcher, 1);
        Version below = version(matcher, 3);
        return from.compareTo(below) < 0
                ? Optional.of(new SdkRange(from, below))
                : Optional.empty();
    }

    private static Version version(Matcher matcher, int group) {
        return new Version(
                Integer.parseInt(matcher.group(group)), Integer.parseInt(matcher.group(group + 1)));
    }

    /** Tells whether a version is in the range. */
    public boolean contains(Version version) {
        return version.compareTo(from) >= 0 && version.compareTo(below) < 0;
    }

    @Override
    public String toString() {
        return "[" + from + "," + below + ")";
    }

    /** Major and minor; patches of the SDK change nothing for plugins. */
    public record Version(int major, int minor) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            return major != other.major
                    ? Integer.compare(major, other.major)
                    : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }
}
