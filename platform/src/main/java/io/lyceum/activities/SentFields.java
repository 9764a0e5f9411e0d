package io.lyceum.activities;

import io.lyceum.plugin.Fields;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a plugin's form as a browser sends them: {@code f.name} for a field, and {@code
 * o.name.value} with a number for a value to be put into order, so that ordering works without
 * script.
 */
public final class SentFields {

    /** The field that holds the form's action. */
    public static final String ACTION = "_action";

    private static final int MOST = 2000;

    private SentFields() {}

    /** Reads the fields of the plugin's out of a form. */
    public static Fields of(MultivaluedMap<String, String> form) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, List<Placed>> ordered = new LinkedHashMap<>();
        form.entrySet().stream()
                .limit(MOST)
                .forEach(
                        entry -> {
                            String name = entry.getKey();
                            if (name.startsWith("f.")) {
                                values.put(name.substring(2), List.copyOf(entry.getValue()));
                            } else if (name.startsWith("o.")) {
                                place(name.substring(2), entry.getValue().get(0), ordered);
                            }
                        });
        ordered.forEach(
                (name, placed) -> {
                    placed.sort(Comparator.comparingInt(Placed::place));
                    values.put(name, placed.stream().map(Placed::value).toList());
                });
        return new Fields(values);
    }

    private record Placed(int place, String value) {}

    private static void place(String name, String place, Map<String, List<Placed>> ordered) {
        int dot = name.indexOf('.');
        if (dot < 1) {
            return;
        }
        int number = place.matches("\\d{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE;
        ordered.computeIfAbsent(name.substring(0, dot), n -> new ArrayList<>())
                .add(new Placed(number, name.substring(dot + 1)));
    }
}
