package io.lyceum.plugins.quiz;

/** Text from outside, made fit to be kept. */
final class Written {

    private Written() {}

    /**
     * Cleans a text of several lines: no control characters, no halves of characters (which no JSON
     * can carry), no space around, and not longer than allowed.
     */
    static String text(String raw, int longest) {
        StringBuilder clean = new StringBuilder();
        raw.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(clean::appendCodePoint);
        return cut(clean.toString().strip(), longest).strip();
    }

    /** Cleans a text of one line. */
    static String line(String raw, int longest) {
        return cut(text(raw, Integer.MAX_VALUE).replaceAll("\\s+", " "), longest).strip();
    }

    /** Shortens a text for a list, with an ellipsis where something was cut. */
    static String brief(String text, int longest) {
        String line = line(text, Integer.MAX_VALUE);
        return line.length() <= longest ? line : cut(line, longest - 1) + "…";
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
