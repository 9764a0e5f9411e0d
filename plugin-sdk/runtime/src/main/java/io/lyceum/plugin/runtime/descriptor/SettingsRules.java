package io.lyceum.plugin.runtime.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of JSON Schema that settings are written in: an object of plain properties, so that a
 * form can be made of it. A property with {@code "secret": true} is encrypted and never shown
 * again.
 */
final class SettingsRules {

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");
    private static final Set<String> WORDS =
            Set.of(
                    "type",
                    "title",
                    "description",
                    "default",
                    "enum",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "format",
                    "secret");
    private static final int MOST = 40;

    private SettingsRules() {}

    static List<String> check(JsonNode schema) {
        List<String> wrong = new ArrayList<>();
        if (!schema.isObject() || !"object".equals(schema.path("type").asText())) {
            return List.of("settings is a JSON Schema with type: object");
        }
        JsonNode properties = schema.path("properties");
        if (!properties.isObject()) {
            return List.of("settings has properties");
        }
        if (properties.size() > MOST) {
            wrong.add("settings has at most " + MOST + " properties");
        }
        for (Iterator<Map.Entry<String, JsonNode>> i = properties.fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> property = i.next();
            check(property.getKey(), property.getValue(), wrong);
        }
        for (JsonNode required : schema.path("required")) {
            if (!properties.has(required.asText())) {
                wrong.add("required names " + required.asText() + ", which is no property");
            }
        }
        return wrong;
    }

    private static void check(String name, JsonNode property, List<String> wrong) {
        if (!name.matches("[a-z][A-Za-z0-9]{0,59}")) {
            wrong.add("a property's name is letters and digits, beginning small: " + name);
        }
        if (!TYPES.contains(property.path("type").asText())) {
            wrong.add(name + " has a type of string, integer, number, boolean");
        }
        if (property.path("title").isMissingNode()) {
            wrong.add(name + " needs a title");
        }
        property.fieldNames()
                .forEachRemaining(
                        word -> {
                            if (!WORDS.contains(word)) {
                                wrong.add(name + " has " + word + ", which is not understood");
                            }
                        });
        if (property.path("secret").asBoolean()
                && (property.has("default") || !"string".equals(property.path("type").asText()))) {
            wrong.add(name + " is secret: a string without a default");
        }
    }
}
