package io.lyceum.stripe.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names and types of the API's objects and parameters, read from the tables beside this class.
 *
 * <p>A line is a name followed by fields, {@code name:type} or {@code name?:type} if it may be left
 * out. A type that may be null begins with {@code ~}. The types: {@code s} text, {@code n} whole
 * number, {@code d} decimal as text, {@code b} flag, {@code true}, {@code map} of texts, {@code
 * any}, {@code range} (a number or gt, gte, lt, lte), {@code e(a|b)} one of, {@code o(name)} an
 * object, {@code so(name)} text or object, {@code x(name)} an id that can be expanded, {@code
 * l(name)} a page of a list, and {@code [type]} an array.
 */
record Schema(Map<String, Map<String, Field>> tables) {

    enum Kind {
        TEXT,
        NUMBER,
        DECIMAL,
        FLAG,
        TRUE,
        MAP,
        ANY,
        RANGE,
        ONE_OF,
        OBJECT,
        TEXT_OR_OBJECT,
        EXPANDABLE,
        PAGE,
        ARRAY
    }

    record Field(String name, boolean optional, Type type) {}

    record Type(Kind kind, boolean nullable, List<String> names, @Nullable Type element) {}

    static Schema read(String resource) {
        Map<String, Map<String, Field>> tables = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Schema.class.getResourceAsStream(resource),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                Map<String, Field> fields = new LinkedHashMap<>();
                for (int i = 1; i < parts.length; i++) {
                    int colon = parts[i].indexOf(':');
                    boolean optional = parts[i].charAt(colon - 1) == '?';
                    String name = parts[i].substring(0, optional ? colon - 1 : colon);
                    fields.put(
                            name, new Field(name, optional, type(parts[i].substring(colon + 1))));
                }
                tables.put(parts[0], fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Schema(tables);
    }

    Map<String, Field> fields(String name) {
        return tables.getOrDefault(name, Map.of());
    }

    private static Type type(String text) {
        boolean nullable = text.startsWith("~");
        String rest = nullable ? text.substring(1) : text;
        if (rest.startsWith("[")) {
            return new Type(
                    Kind.ARRAY, nullable, List.of(), type(rest.substring(1, rest.length() - 1)));
        }
        int bracket = rest.indexOf('(');
        List<String> names =
                bracket < 0
                        ? List.of()
                        : List.of(rest.substring(bracket + 1, rest.length() - 1).split("\\|"));
        Kind kind =
                switch (bracket < 0 ? rest : rest.substring(0, bracket)) {
                    case "s" -> Kind.TEXT;
                    case "n" -> Kind.NUMBER;
                    case "d" -> Kind.DECIMAL;
                    case "b" -> Kind.FLAG;
                    case "true" -> Kind.TRUE;
                    case "map" -> Kind.MAP;
                    case "range" -> Kind.RANGE;
                    case "e" -> Kind.ONE_OF;
                    case "o" -> Kind.OBJECT;
                    case "so" -> Kind.TEXT_OR_OBJECT;
                    case "x" -> Kind.EXPANDABLE;
                    case "l" -> Kind.PAGE;
                    default -> Kind.ANY;
                };
        return new Type(kind, nullable, names, null);
    }
}
