package io.lyceum.catalog.internal.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.owasp.html.Encoding;

/** Walks the tags of HTML that an author wrote by hand, so that its addresses can be resolved. */
final class RawHtml {

    /** Keeps the walk linear when quotes are never closed. */
    private static final int LONGEST_TAG = 2000;

    private RawHtml() {}

    /** Turns one tag into what is written instead. */
    @FunctionalInterface
    interface TagRewriter {

        String rewrite(Tag tag);
    }

    /**
     * One tag.
     *
     * @param name in lower case
     * @param attributes names in lower case, values decoded; empty for closing tags
     * @param text the tag as written
     */
    record Tag(String name, boolean closing, Map<String, String> attributes, String text) {}

    static String rewrite(String html, TagRewriter rewriter) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (true) {
            int start = html.indexOf('<', at);
            if (start < 0) {
                return result.append(html, at, html.length()).toString();
            }
            int end = endOfTag(html, start);
            if (end < 0) {
                result.append(html, at, start + 1);
                at = start + 1;
                if (html.indexOf('>', at) < 0) {
                    return result.append(html, at, html.length()).toString();
                }
            } else {
                result.append(html, at, start);
                result.append(rewriter.rewrite(read(html.substring(start, end))));
                at = end;
            }
        }
    }

    private static int endOfTag(String html, int start) {
        int at = start + 1;
        if (at < html.length() && html.charAt(at) == '/') {
            at++;
        }
        if (at >= html.length() || !Character.isLetter(html.charAt(at))) {
            return -1;
        }
        char quote = 0;
        int limit = Math.min(html.length(), start + LONGEST_TAG);
        for (; at < limit; at++) {
            char c = html.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<') {
                return -1;
            } else if (c == '>') {
                return at + 1;
            }
        }
        return -1;
    }

    private static Tag read(String text) {
        boolean closing = text.startsWith("</");
        int at = closing ? 2 : 1;
        int start = at;
        while (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-') {
            at++;
        }
        String name = text.substring(start, at).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new LinkedHashMap<>();
        int end = text.length() - 1;
        while (at < end) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '/') {
                at++;
                continue;
            }
            int nameStart = at;
            while (at < end && "= \t\r\n\f/".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String attribute = text.substring(nameStart, at).toLowerCase(Locale.ROOT);
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            String value = "";
            if (at < end && text.charAt(at) == '=') {
                at++;
                while (at < end && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                char quote = at < end ? text.charAt(at) : ' ';
                int valueStart = at;
                if (quote == '"' || quote == '\'') {
                    int close = text.indexOf(quote, at + 1);
                    value = text.substring(at + 1, close < 0 ? end : close);
                    at = close < 0 ? end : close + 1;
                } else {
                    while (at < end && !Character.isWhitespace(text.charAt(at))) {
                        at++;
                    }
                    value = text.substring(valueStart, at);
                }
            }
            attributes.putIfAbsent(attribute, Encoding.decodeHtml(value, true));
        }
        return new Tag(name, closing, attributes, text);
    }
}
