package io.lyceum.plugins.hubspot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON by RFC 8259, as strict as that: objects become maps in their order, arrays lists, numbers
 * {@link Long} or {@link Double}. Half a surrogate pair becomes U+FFFD, since no UTF-8 can carry
 * it.
 */
final class Json {

    /** How deep arrays and objects may lie in each other. */
    static final int DEEPEST = 60;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Text that is no JSON. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String what, int at) {
            super(what + " at character " + at);
        }
    }

    /** Reads one value. */
    static @Nullable Object read(String text) throws Malformed {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("something follows");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws Malformed {
        space();
        char next = peek();
        if (next == '{' || next == '[') {
            if (depth == DEEPEST) {
                throw wrong("too deep");
            }
            return next == '{' ? object(depth + 1) : array(depth + 1);
        }
        if (next == '"') {
            return string();
        }
        if (next == '-' || isDigit(next)) {
            return number();
        }
        if (word("true")) {
            return true;
        }
        if (word("false")) {
            return false;
        }
        if (word("null")) {
            return null;
        }
        throw wrong("no value");
    }

    private Map<String, Object> object(int depth) throws Malformed {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        for (boolean more = !closes('}'); more; more = continues('}')) {
            space();
            if (peek() != '"') {
                throw wrong("no name");
            }
            String name = string();
            space();
            if (peek() != ':') {
                throw wrong("no colon");
            }
            at++;
            if (object.containsKey(name)) {
                throw wrong("a name twice");
            }
            object.put(name, value(depth));
        }
        return object;
    }

    private List<Object> array(int depth) throws Malformed {
        List<Object> array = new ArrayList<>();
        at++;
        for (boolean more = !closes(']'); more; more = continues(']')) {
            array.add(value(depth));
        }
        return array;
    }

    private boolean closes(char end) throws Malformed {
        space();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char end) throws Malformed {
        if (closes(end)) {
            return false;
        }
        if (peek() != ',') {
            throw wrong("no comma");
        }
        at++;
        return true;
    }

    private String string() throws Malformed {
        StringBuilder string = new StringBuilder();
        at++;
        for (char next = peek(); next != '"'; next = peek()) {
            if (next < ' ') {
                throw wrong("a control character");
            }
            at++;
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        return whole(string);
    }

    private char escaped() throws Malformed {
        char next = peek();
        if (next == 'u') {
            if (at + 5 > text.length()) {
                throw wrong("half an escape");
            }
            int code = 0;
            for (int i = 1; i < 5; i++) {
                int digit =
                        text.charAt(at + i) < 128 ? Character.digit(text.charAt(at + i), 16) : -1;
                if (digit < 0) {
                    throw wrong("no hexadecimal digit");
                }
                code = code * 16 + digit;
            }
            at += 5;
            return (char) code;
        }
        int which = "\"\\/bfnrt".indexOf(next);
        if (which < 0) {
            throw wrong("an unknown escape");
        }
        at++;
        return "\"\\/\b\f\n\r\t".charAt(which);
    }

    private static String whole(CharSequence text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private Object number() throws Malformed {
        int from = at;
        boolean integer = true;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            integer = false;
            digits();
        }
        if (skip('e') || skip('E')) {
            integer = false;
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        String number = text.substring(from, at);
        if (integer && number.length() <= 18) {
            return Long.parseLong(number);
        }
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw wrong("too large a number");
        }
        return value;
    }

    private void digits() throws Malformed {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw wrong("no digit");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw wrong("the end");
        }
        return text.charAt(at);
    }

    private Malformed wrong(String what) {
        return new Malformed(what, at);
    }

    /**
     * Writes a value on one line.
     *
     * @throws IllegalArgumentException if it is made of something that JSON does not have
     */
    static String write(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder json) {
        if (value == null || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Integer || value instanceof Long) {
            json.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.append(BigDecimal.valueOf(number));
        } else if (value instanceof String string) {
            quote(string, json);
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object item : list) {
                json.append(before);
                write(item, json);
                before = ",";
            }
            json.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(before);
                quote((String) entry.getKey(), json);
                json.append(':');
                write(entry.getValue(), json);
                before = ",";
            }
            json.append(map.isEmpty() ? "{}" : "}");
        } else {
            throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private static void quote(String string, StringBuilder json) {
        json.append('"');
        for (char c : whole(string).toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
