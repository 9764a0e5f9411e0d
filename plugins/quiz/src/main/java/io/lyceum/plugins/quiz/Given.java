package io.lyceum.plugins.quiz;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that anybody may have written: whatever is not as expected counts as missing. */
record Given(Map<?, ?> values) {

    static Given of(@Nullable Object value) {
        return new Given(value instanceof Map<?, ?> map ? map : Map.of());
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Given object(String name) {
        return of(values.get(name));
    }

    String text(String name, int longest) {
        return Written.text(raw(name), longest);
    }

    String line(String name, int longest) {
        return Written.line(raw(name), longest);
    }

    private String raw(String name) {
        Object value = values.get(name);
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    boolean yes(String name, boolean otherwise) {
        return values.get(name) instanceof Boolean value ? value : otherwise;
    }

    double number(String name, double otherwise) {
        @Nullable Double value = number(name);
        return value == null ? otherwise : value;
    }

    @Nullable Double number(String name) {
        return values.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    int whole(String name, int otherwise, int least, int most) {
        double value = number(name, otherwise);
        return (int) Math.max(least, Math.min(most, Math.floor(value)));
    }

    List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    List<Given> objects(String name) {
        return list(name).stream().map(Given::of).toList();
    }

    List<String> lines(String name, int longest) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(text -> Written.line((String) text, longest))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
