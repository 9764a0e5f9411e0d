package io.lyceum.catalog.web;

import io.lyceum.catalog.CourseCard;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found.
 *
 * @param query as it was typed; empty before anything was
 * @param hits best first
 * @param alike whether the hits are only similar to what was typed
 * @param suggestion what may have been meant
 * @param popular courses to show when nothing was found
 */
public record SearchView(
        String query,
        List<Hit> hits,
        boolean alike,
        Optional<Suggestion> suggestion,
        Optional<String> nextHref,
        List<CourseCard> popular) {

    /**
     * One course.
     *
     * @param title of the course, cut where it matches
     * @param excerpt of its description, cut where it matches
     */
    public record Hit(CourseCard course, List<Segment> title, List<Segment> excerpt) {}

    /** A piece of text that matches or doesn't. */
    public record Segment(String text, boolean match) {}

    /** Another query. */
    public record Suggestion(String query, String href) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(
                query.isEmpty()
                        ? page.text("search.title")
                        : page.text("search.title-for", "query", query));
    }

    /** Cuts a text where one of the words of a query begins a word of it, case ignored. */
    public static List<Segment> highlight(String text, String query) {
        List<String> wanted = words(query);
        List<Segment> segments = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || lower.length() != text.length()) {
            return List.of(new Segment(text, false));
        }
        int plainFrom = 0;
        int at = 0;
        while (at < text.length()) {
            int matched = wordStart(text, at) ? longestMatch(lower, at, wanted) : 0;
            if (matched == 0) {
                at++;
                continue;
            }
            if (at > plainFrom) {
                segments.add(new Segment(text.substring(plainFrom, at), false));
            }
            segments.add(new Segment(text.substring(at, at + matched), true));
            at += matched;
            plainFrom = at;
        }
        if (plainFrom < text.length()) {
            segments.add(new Segment(text.substring(plainFrom), false));
        }
        return segments;
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        for (String word : query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean wordStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static int longestMatch(String lower, int at, List<String> wanted) {
        int longest = 0;
        for (String word : wanted) {
            if (lower.startsWith(word, at)) {
                longest = Math.max(longest, word.length());
            }
        }
        return longest;
    }
}
