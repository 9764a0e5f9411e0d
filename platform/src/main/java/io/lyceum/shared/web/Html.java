package io.lyceum.shared.web;

import gg.jte.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

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
