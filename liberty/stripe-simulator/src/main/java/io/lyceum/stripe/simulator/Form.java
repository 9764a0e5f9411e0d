package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads form-encoded text with names like {@code items[0][price]} into a tree of objects. */
final class Form {

    private Form() {}

    /** Reads the text; lists come out as objects with the keys 0, 1, 2 and so on. */
    static ObjectNode parse(String text) {
        ObjectNode tree = Json.object();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            put(tree, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return tree;
    }

    private static void put(ObjectNode tree, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket <= 0) {
            tree.put(name, value);
            return;
        }
        ObjectNode parent = tree;
        String key = name.substring(0, bracket);
        int at = bracket;
        while (at < name.length()) {
            int end = name.indexOf(']', at);
            if (name.charAt(at) != '[' || end < 0) {
                throw ApiError.invalid(null, name, "Invalid parameter name: " + name);
            }
            parent = Json.child(parent, key);
            key = name.substring(at + 1, end);
            if (key.isEmpty()) {
                key = String.valueOf(parent.size());
            }
            at = end + 1;
        }
        parent.put(key, value);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(null, null, "The parameters are not form-encoded.");
        }
    }
}
