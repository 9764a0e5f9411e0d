package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.stripe.simulator.Schema.Field;
import io.lyceum.stripe.simulator.Schema.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes answers of documents: without our own fields, in the published shape, expanded. */
final class Renderer {

    private record Virtual(
            boolean always, BiFunction<Scope, ObjectNode, List<ObjectNode>> rows, String address) {}

    private final Shapes shapes;
    private final Map<String, Virtual> lists = new HashMap<>();
    private final Map<String, BiFunction<Scope, ObjectNode, JsonNode>> values = new HashMap<>();

    Renderer(Shapes shapes) {
        this.shapes = shapes;
    }

    /**
     * Adds a list to all objects of a type.
     *
     * @param always whether it is there unasked, or only if expanded
     * @param address where more of it is, with {id}
     */
    void list(
            String type,
            String field,
            boolean always,
            String address,
            BiFunction<Scope, ObjectNode, List<ObjectNode>> rows) {
        lists.put(type + "." + field, new Virtual(always, rows, address));
    }

    /** Adds a value that is there only if expanded. */
    void expandable(String type, String field, BiFunction<Scope, ObjectNode, JsonNode> value) {
        values.put(type + "." + field, value);
    }

    ObjectNode render(Scope scope, ObjectNode document) {
        String type = document.path("object").asText();
        ObjectNode shown = Json.object();
        for (Map.Entry<String, JsonNode> entry : document.properties()) {
            if (!entry.getKey().startsWith("_")) {
                shown.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
        String shape = shown.path("deleted").asBoolean() ? "deleted_" + type : type;
        for (Field field : shapes.fields(shape).values()) {
            Virtual list = lists.get(type + "." + field.name());
            if (list != null
                    && list.always()
                    && !shown.has(field.name())
                    && !shown.path("deleted").asBoolean()) {
                shown.set(field.name(), page(scope, document, list));
            }
        }
        embed(scope, shape, shown);
        return shapes.complete(shape, shown);
    }

    private ObjectNode page(Scope scope, ObjectNode document, Virtual list) {
        ObjectNode[] rows =
                list.rows().apply(scope, document).stream()
                        .map(row -> render(scope, row))
                        .toArray(ObjectNode[]::new);
        return Shapes.page(
                list.address().replace("{id}", document.path("id").asText()), (Object[]) rows);
    }

    /** Where the shape wants a whole object and the document has an id, puts the object. */
    private void embed(Scope scope, String shape, ObjectNode node) {
        for (Field field : shapes.fields(shape).values()) {
            JsonNode value = node.get(field.name());
            if (value == null || field.type().names().isEmpty()) {
                continue;
            }
            if (field.type().kind() == Kind.OBJECT && value.isTextual()) {
                lookUp(scope, field.type().names(), value.asText())
                        .ifPresent(found -> node.set(field.name(), render(scope, found)));
            } else if (field.type().kind() == Kind.OBJECT && value instanceof ObjectNode inner) {
                embed(scope, field.type().names().get(0), inner);
            }
        }
    }

    private Optional<ObjectNode> lookUp(Scope scope, List<String> types, String id) {
        for (String type : types) {
            Optional<ObjectNode> found =
                    scope.find(type, id)
                            .or(
                                    () ->
                                            scope.unit()
                                                    .find(id)
                                                    .filter(
                                                            any ->
                                                                    any.path("object")
                                                                            .asText()
                                                                            .equals(type)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Expands along a path like {@code data.customer}.
     *
     * @throws ApiError if something on it cannot be expanded
     */
    void expand(Scope scope, ObjectNode node, String path) {
        String[] steps = path.split("\\.");
        if (steps.length > 5) {
            throw ApiError.invalid(
                    "property_expansion_max_depth",
                    "expand",
                    "You cannot expand more than 4 levels of a property.");
        }
        expand(scope, node, node.path("object").asText(), steps, 0);
    }

    private void expand(Scope scope, JsonNode value, String shape, String[] steps, int at) {
        if (at >= steps.length || value == null || value.isNull() || value.isTextual()) {
            return;
        }
        if (value.isArray()) {
            value.forEach(element -> expand(scope, element, shape, steps, at));
            return;
        }
        ObjectNode node = (ObjectNode) value;
        String type = node.has("object") ? node.get("object").asText() : shape;
        if (type.equals("list")) {
            if (steps[at].equals("data")) {
                expand(scope, node.path("data"), shape, steps, at + 1);
            }
            return;
        }
        Field field = shapes.fields(type).get(steps[at]);
        if (field == null) {
            throw ApiError.invalid(
                    "property_expansion_error",
                    "expand",
                    "This property cannot be expanded (" + steps[at] + ").");
        }
        String key = type + "." + field.name();
        Optional<ObjectNode> stored = stored(scope, type, node);
        if (lists.containsKey(key) && !node.has(field.name())) {
            stored.ifPresent(
                    document -> node.set(field.name(), page(scope, document, lists.get(key))));
        } else if (values.containsKey(key)) {
            stored.ifPresent(
                    document -> node.set(field.name(), values.get(key).apply(scope, document)));
        }
        JsonNode there = node.get(field.name());
        if (there != null && there.isTextual()) {
            lookUp(scope, field.type().names(), there.asText())
                    .ifPresent(found -> node.set(field.name(), render(scope, found)));
        } else if (there instanceof ArrayNode array && field.type().element() != null) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (array.get(i).isTextual()) {
                    lookUp(scope, field.type().element().names(), array.get(i).asText())
                            .ifPresent(found -> array.set(index, render(scope, found)));
                }
            }
        }
        List<String> names =
                field.type().element() == null
                        ? field.type().names()
                        : field.type().element().names();
        expand(scope, node.get(field.name()), names.isEmpty() ? "" : names.get(0), steps, at + 1);
    }

    private static Optional<ObjectNode> stored(Scope scope, String type, ObjectNode node) {
        String id = node.path("id").asText();
        return scope.find(type, id).or(() -> scope.unit().find(id));
    }
}
