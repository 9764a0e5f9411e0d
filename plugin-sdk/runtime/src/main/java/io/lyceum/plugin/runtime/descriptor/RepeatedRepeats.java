package io.lyceum.plugin.runtime.descriptor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds regular expressions that may take exponential time: a repeated group that repeats or
 * branches inside, such as {@code (a+)+} or {@code (a|aa)*}, and references back. It refuses
 * harmless ones too: a group that is only optional ({@code ?}) may hold a repetition, all others
 * have to be written without, and there are at most four repetitions of open length and ten
 * options.
 */
final class RepeatedRepeats {

    /** With text of 500 characters, more in a row take minutes even when none repeats another. */
    private static final int MOST_REPETITIONS = 4;

    private static final int MOST_OPTIONS = 10;

    private final String pattern;
    private final Deque<Boolean> groups = new ArrayDeque<>();
    private int at;
    private int repetitions;
    private int options;

    private RepeatedRepeats(String pattern) {
        this.pattern = pattern;
    }

    /** Tells whether there are any in a pattern that compiles. */
    static boolean in(String pattern) {
        // Quoted text and comments would need a parser of their own.
        return pattern.contains("\\Q")
                || pattern.contains("(?x")
                || new RepeatedRepeats(pattern).found();
    }

    private boolean found() {
        groups.push(false);
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '\\' -> {
                    char escaped = pattern.charAt(at++);
                    if (escaped >= '1' && escaped <= '9' || escaped == 'k') {
                        return true;
                    }
                }
                case '[' -> skipClass();
                case '(' -> {
                    groups.push(false);
                    if (at < pattern.length() && pattern.charAt(at) == '?') {
                        at++;
                    }
                }
                case ')' -> {
                    boolean repeats = groups.pop();
                    if (repeats && repeatsHere()) {
                        return true;
                    }
                    if (repeats) {
                        mark();
                    }
                }
                case '|' -> mark();
                case '?' -> {
                    options++;
                    mark();
                }
                case '*', '+' -> {
                    repetitions++;
                    mark();
                }
                case '{' -> {
                    int end = pattern.indexOf('}', at);
                    if (pattern.substring(at, end).contains(",")) {
                        repetitions++;
                    }
                    mark();
                }
                default -> {}
            }
        }
        return repetitions > MOST_REPETITIONS || options > MOST_OPTIONS;
    }

    private void mark() {
        groups.pop();
        groups.push(true);
    }

    private boolean repeatsHere() {
        return at < pattern.length() && "*+{".indexOf(pattern.charAt(at)) >= 0;
    }

    private void skipClass() {
        int depth = 1;
        while (at < pattern.length() && depth > 0) {
            switch (pattern.charAt(at++)) {
                case '\\' -> at++;
                case '[' -> depth++;
                case ']' -> depth--;
                default -> {}
            }
        }
    }
}
