package io.lyceum.shared.web;

import gg.jte.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text that is written into pages as it is, and the encodings that make other text safe. */
public final class Html {

    private Html() {}

    /** Writes HTML that our own code made or the sanitiser let through; never raw input. */
    public static Content trusted(String html) {
        return output -> output.writeContent(html);
    }

    /** Makes text safe for element content and quoted attributes. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /**
     * Writes a file's name as a relative address. What follows a {@code ?} or {@code #} stays as it
     * is: what the path is made of is not told apart from what it means.
     */
    public static String path(String file) {
        int end = file.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = file.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return Stream.of(file.substring(0, end).split("/", -1))
                        .map(name -> urlParameter(name).replace("+", "%20"))
                        .collect(Collectors.joining("/"))
                + file.substring(end);
    }

    /** Encodes a value of a query string. */
    public static String urlParameter(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Makes JSON safe inside a {@code script} element: the element's end and comment openings are
     * written as escapes, which JSON reads as the same text.
     */
    public static Content json(String json) {
        String safe = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
        return output -> output.writeContent(safe);
    }
}
