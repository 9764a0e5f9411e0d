package io.lyceum.admin.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One or two letters that stand for a person without a picture. */
public final class Initials {

    private Initials() {}

    /** Takes the first letters of the first two words; "?" when there is none. */
    public static String of(String name) {
        String letters =
                Arrays.stream(name.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .limit(2)
                        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                        .collect(Collectors.joining());
        return letters.isEmpty() ? "?" : letters.toUpperCase(Locale.ROOT);
    }
}
