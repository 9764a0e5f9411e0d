package io.lyceum.catalog.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inside of a Pandoc attribute list: <code>{#id .class key="value"}</code>. */
record Attributes(Optional<String> id, List<String> classes, Map<String, String> pairs) {

    static final Attributes EMPTY = new Attributes(Optional.empty(), List.of(), Map.of());

    /**
     * Reads an attribute list.
     *
     * @param inside the text between the braces
     * @return empty when it is no attribute list, so that ordinary braces stay text
     */
    static Optional<Attributes> parse(CharSequence inside) {
        String text = inside.toString();
        Optional<String> id = Optional.empty();
        List<String> classes = new ArrayList<>();
        Map<String, String> pairs = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                break;
            }
            char first = text.charAt(at);
            int start = first == '#' || first == '.' ? at + 1 : at;
            int end = start;
            while (end < text.length() && isNameCharacter(text.charAt(end))) {
                end++;
            }
            String name = text.substring(start, end);
            if (first == '-' && name.equals("-")) {
                classes.add("unnumbered");
                at = end;
            } else if (name.isEmpty()) {
                return Optional.empty();
            } else if (first == '#') {
                id = Optional.of(name);
                at = end;
            } else if (first == '.') {
                classes.add(name);
                at = end;
            } else {
                if (end >= text.length() || text.charAt(end) != '=') {
                    return Optional.empty();
                }
                StringBuilder value = new StringBuilder();
                at = readValue(text, end + 1, value);
                if (at < 0) {
                    return Optional.empty();
                }
                pairs.put(name, value.toString());
            }
        }
        if (id.isEmpty() && classes.isEmpty() && pairs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Attributes(id, List.copyOf(classes), pairs));
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':' || c == '.';
    }

    private static int readValue(String text, int from, StringBuilder value) {
        int at = from;
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'') {
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                value.append(text.charAt(at++));
            }
            return at;
        }
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && isPunctuation(text.charAt(at + 1))) {
                at++;
                c = text.charAt(at);
            }
            value.append(c == '\n' ? ' ' : c);
            at++;
        }
        return at < text.length() ? at + 1 : -1;
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
}
