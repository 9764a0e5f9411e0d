package io.lyceum.plugins.scorm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads JSON values that may be anything: what has another shape reads as if it were not there. */
final class Json {

    private Json() {}

    static String text(Map<String, Object> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    static boolean flag(Map<String, Object> map, String name, boolean otherwise) {
        return map.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    static long number(Map<String, Object> map, String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }

    static @Nullable Double fraction(Map<String, Object> map, String name) {
        return map.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
                ? number.doubleValue()
                : null;
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> read = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, entry) -> {
                        if (key instanceof String name && entry != null) {
                            read.put(name, entry);
                        }
                    });
        }
        return read;
    }

    static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> read = new TreeMap<>();
        map(value)
                .forEach(
                        (name, entry) -> {
                            if (entry instanceof String text) {
                                read.put(name, text);
                            }
                        });
        return read;
    }

    static List<Map<String, Object>> maps(@Nullable Object value) {
        List<Map<String, Object>> read = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?>) {
                    read.add(map(entry));
                }
            }
        }
        return read;
    }

    static List<String> list(@Nullable Object value) {
        List<String> read = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof String text) {
                    read.add(text);
                }
            }
        }
        return read;
    }
}
