package io.lyceum.shared.web;

import java.util.Locale;

/** The letters that stand for a name. */
public final class Initials {

    private Initials() {}

    public static String of(String name) {
        StringBuilder letters = new StringBuilder();
        for (String word : name.strip().split("[\\s\\p{Punct}]+")) {
            if (!word.isEmpty() && letters.codePointCount(0, letters.length()) < 2) {
                letters.appendCodePoint(word.codePointAt(0));
            }
        }
        return letters.toString().toUpperCase(Locale.ROOT);
    }
}
