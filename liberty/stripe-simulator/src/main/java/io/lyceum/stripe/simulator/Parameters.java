package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Schema.Field;
import io.lyceum.stripe.simulator.Schema.Type;
import java.util.Map;

/** Turns the texts of a request into typed parameters, or says what is wrong with them. */
final class Parameters {

    private final Schema schema;

    Parameters(Schema schema) {
        this.schema = schema;
    }

    /**
     * Reads the parameters of one operation. An empty text, which unsets a field, becomes null.
     *
     * @throws ApiError parameter_unknown, parameter_missing, parameter_invalid_integer and alike
     */
    ObjectNode read(String table, ObjectNode form) {
        return object(table, form, "");
    }

    private ObjectNode object(String table, ObjectNode form, String prefix) {
        Map<String, Field> fields = schema.fields(table);
        ObjectNode typed = Json.object();
        for (Map.Entry<String, JsonNode> entry : form.properties()) {
            String path = path(prefix, entry.getKey());
            Field field = fields.get(entry.getKey());
            if (field == null && entry.getKey().equals("expand")) {
                typed.set("expand", Json.array(entry.getValue().valueStream().toArray()));
                continue;
            }
            if (field == null) {
                throw ApiError.unknownParameter(path);
            }
            boolean unset =
                    table.endsWith("UpdateParams")
                            && field.type().kind() == Schema.Kind.TEXT
                            && entry.getValue().asText().isEmpty();
            typed.set(
                    entry.getKey(),
                    unset ? NullNode.instance : value(field.type(), entry.getValue(), path));
        }
        for (Field field : fields.values()) {
            if (!field.optional() && !typed.has(field.name())) {
                throw ApiError.missingParameter(path(prefix, field.name()));
            }
        }
        return typed;
    }

    private JsonNode value(Type type, JsonNode value, String path) {
        if (value.isTextual() && value.asText().isEmpty() && type.kind() != Schema.Kind.ANY) {
            return empty(type, path);
        }
        return switch (type.kind()) {
            case TEXT, DECIMAL, EXPANDABLE -> text(value, path);
            case NUMBER -> number(value, path);
            case FLAG, TRUE -> flag(value, path);
            case MAP -> map(value, path);
            case ANY, PAGE -> lists(value);
            case RANGE -> range(value, path);
            case ONE_OF -> oneOf(type, value, path);
            case OBJECT -> object(type.names().get(0), tree(value, path, "hash"), path);
            case TEXT_OR_OBJECT ->
                    value instanceof ObjectNode tree
                            ? object(type.names().get(0), tree, path)
                            : text(value, path);
            case ARRAY -> array(type, value, path);
        };
    }

    private static JsonNode empty(Type type, String path) {
        if (type.nullable() || type.kind() == Schema.Kind.MAP) {
            return NullNode.instance;
        }
        if (type.kind() == Schema.Kind.ARRAY) {
            return Json.array();
        }
        throw ApiError.invalid(
                "parameter_invalid_empty",
                path,
                "You passed an empty string for '"
                        + path
                        + "'. We assume empty values are an attempt to unset a parameter; however '"
                        + path
                        + "' cannot be unset. You should remove '"
                        + path
                        + "' from your request or supply a non-empty value.");
    }

    private static JsonNode text(JsonNode value, String path) {
        if (!value.isTextual()) {
            throw ApiError.invalid(null, path, "Invalid string: " + Json.write(value));
        }
        return value;
    }

    private static JsonNode number(JsonNode value, String path) {
        try {
            return Json.value(Long.parseLong(value.asText()));
        } catch (NumberFormatException e) {
            if (value.asText().matches("-?\\d+\\.\\d+") && path.contains("percent")) {
                return Json.value(Double.parseDouble(value.asText()));
            }
            if (value.asText().equals("now") || value.asText().equals("max")) {
                return value;
            }
            throw ApiError.invalid(
                    "parameter_invalid_integer", path, "Invalid integer: " + value.asText());
        }
    }

    private static JsonNode flag(JsonNode value, String path) {
        return switch (value.asText()) {
            case "true" -> Json.value(true);
            case "false" -> Json.value(false);
            default -> throw ApiError.invalid(null, path, "Invalid boolean: " + Json.write(value));
        };
    }

    private static JsonNode map(JsonNode value, String path) {
        ObjectNode tree = tree(value, path, "hash");
        if (tree.size() > 50) {
            throw ApiError.invalid(null, path, "You can have up to 50 keys of metadata.");
        }
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (entry.getKey().length() > 40 || entry.getValue().asText().length() > 500) {
                throw ApiError.invalid(
                        null,
                        path(path, entry.getKey()),
                        "Metadata keys have up to 40 and values up to 500 characters.");
            }
        }
        return tree;
    }

    private static JsonNode range(JsonNode value, String path) {
        if (!(value instanceof ObjectNode tree)) {
            return number(value, path);
        }
        ObjectNode range = Json.object();
        for (Map.Entry<String, JsonNode> bound : tree.properties()) {
            if (!bound.getKey().matches("[gl]te?")) {
                throw ApiError.unknownParameter(path(path, bound.getKey()));
            }
            range.set(bound.getKey(), number(bound.getValue(), path(path, bound.getKey())));
        }
        return range;
    }

    private static JsonNode oneOf(Type type, JsonNode value, String path) {
        if (!type.names().contains(text(value, path).asText())) {
            throw ApiError.invalid(
                    null,
                    path,
                    "Invalid " + path + ": must be one of " + String.join(", ", type.names()));
        }
        return value;
    }

    private ArrayNode array(Type type, JsonNode value, String path) {
        ArrayNode array = Json.array();
        for (Map.Entry<String, JsonNode> entry : tree(value, path, "array").properties()) {
            array.add(value(type.element(), entry.getValue(), path(path, entry.getKey())));
        }
        return array;
    }

    /** Where several types are allowed the texts stay texts, but lists become lists. */
    private static JsonNode lists(JsonNode value) {
        if (!(value instanceof ObjectNode tree)) {
            return value;
        }
        if (tree.has("0")) {
            ArrayNode array = Json.array();
            tree.forEach(element -> array.add(lists(element)));
            return array;
        }
        ObjectNode copy = Json.object();
        tree.properties().forEach(entry -> copy.set(entry.getKey(), lists(entry.getValue())));
        return copy;
    }

    private static ObjectNode tree(JsonNode value, String path, String wanted) {
        if (value instanceof ObjectNode tree) {
            return tree;
        }
        throw ApiError.invalid(null, path, "Invalid " + wanted + ": " + value.asText());
    }

    private static String path(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "[" + name + "]";
    }
}
