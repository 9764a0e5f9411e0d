package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Schema.Field;
import io.lyceum.stripe.simulator.Schema.Kind;
import io.lyceum.stripe.simulator.Schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives answers the shape that the API publishes, and tells where one lacks it. */
final class Shapes {

    private final Schema schema;

    Shapes(Schema schema) {
        this.schema = schema;
    }

    Map<String, Field> fields(String shape) {
        return schema.fields(shape);
    }

    /** Fills in the required fields that an object says nothing about: null, none, false, empty. */
    ObjectNode complete(String shape, ObjectNode node) {
        for (Field field : schema.fields(shape).values()) {
            JsonNode there = node.get(field.name());
            if (there == null && !field.optional()) {
                node.set(field.name(), nothing(field.type()));
            } else if (there != null && there.isContainerNode()) {
                complete(field.type(), there);
            }
        }
        return node;
    }

    private void complete(Type type, JsonNode value) {
        if (type.kind() == Kind.ARRAY && value.isArray()) {
            value.forEach(element -> complete(type.element(), element));
        } else if (type.kind() == Kind.PAGE) {
            value.path("data").forEach(element -> complete(named(type, element), element));
        } else if (type.kind() == Kind.OBJECT || type.kind() == Kind.EXPANDABLE) {
            complete(named(type, value), value);
        }
    }

    private void complete(String shape, JsonNode value) {
        if (value instanceof ObjectNode object) {
            complete(shape, object);
        }
    }

    /** Which of the possible shapes a value has, by its own words. */
    private String named(Type type, JsonNode value) {
        String own = value.path("object").asText();
        String shape = value.path("deleted").asBoolean() ? "deleted_" + own : own;
        return type.names().contains(shape) ? shape : type.names().get(0);
    }

    private JsonNode nothing(Type type) {
        if (type.nullable()) {
            return NullNode.instance;
        }
        return switch (type.kind()) {
            case FLAG -> Json.value(false);
            case TRUE -> Json.value(true);
            case NUMBER -> Json.value(0);
            case DECIMAL -> Json.value("0");
            case MAP, ANY, RANGE -> Json.object();
            case ARRAY -> Json.array();
            case PAGE -> page("");
            case OBJECT -> complete(type.names().get(0), Json.object());
            case ONE_OF ->
                    type.names().size() == 1 ? Json.value(type.names().get(0)) : NullNode.instance;
            case TEXT, TEXT_OR_OBJECT, EXPANDABLE -> NullNode.instance;
        };
    }

    static ObjectNode page(String address, Object... data) {
        return Json.object(
                "object", "list", "data", Json.array(data), "has_more", false, "url", address);
    }

    /**
     * Tells what is wrong with an object: required fields that are missing, fields the API does not
     * know, values of the wrong type. Each problem names its path.
     */
    List<String> problems(JsonNode node) {
        List<String> problems = new ArrayList<>();
        String type = node.path("object").asText();
        if (type.equals("list")) {
            page(node, "list", problems);
        } else {
            String shape = node.path("deleted").asBoolean() ? "deleted_" + type : type;
            if (!schema.tables().containsKey(shape)) {
                problems.add("no shape for " + shape);
            }
            object(shape, node, shape, problems);
        }
        return problems;
    }

    private void page(JsonNode node, String path, List<String> problems) {
        if (!node.path("data").isArray()
                || !node.path("has_more").isBoolean()
                || !node.path("url").isTextual()) {
            problems.add(path + " is no page of a list");
        }
        for (JsonNode element : node.path("data")) {
            problems(element).forEach(problem -> problems.add(path + "." + problem));
        }
    }

    private void object(String shape, JsonNode node, String path, List<String> problems) {
        if (!node.isObject()) {
            problems.add(path + " is no object: " + node);
            return;
        }
        Map<String, Field> fields = schema.fields(shape);
        if (!schema.tables().containsKey(shape)) {
            return;
        }
        for (Field field : fields.values()) {
            JsonNode value = node.get(field.name());
            if (value != null) {
                value(field.type(), value, path + "." + field.name(), problems);
            } else if (!field.optional()) {
                problems.add(path + "." + field.name() + " is missing");
            }
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!fields.containsKey(name)) {
                                problems.add(path + "." + name + " is unknown");
                            }
                        });
    }

    private void value(Type type, JsonNode value, String path, List<String> problems) {
        if (value.isNull()) {
            if (!type.nullable()) {
                problems.add(path + " is null");
            }
            return;
        }
        boolean right =
                switch (type.kind()) {
                    case TEXT, DECIMAL -> value.isTextual();
                    case NUMBER -> value.isNumber();
                    case FLAG -> value.isBoolean();
                    case TRUE -> value.isBoolean() && value.asBoolean();
                    case MAP -> value.isObject();
                    case ANY, RANGE -> true;
                    case ONE_OF -> type.names().contains(value.asText());
                    case OBJECT, PAGE -> value.isObject();
                    case TEXT_OR_OBJECT, EXPANDABLE -> value.isTextual() || value.isObject();
                    case ARRAY -> value.isArray();
                };
        if (!right) {
            problems.add(path + " is " + value + ", not " + type);
        } else if (type.kind() == Kind.ARRAY) {
            int at = 0;
            for (JsonNode element : (ArrayNode) value) {
                value(type.element(), element, path + "[" + at++ + "]", problems);
            }
        } else if (type.kind() == Kind.PAGE) {
            page(value, path, problems);
        } else if (value.isObject() && !type.names().isEmpty()) {
            object(named(type, value), value, path, problems);
        }
    }
}
