package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Builds and reads the JSON documents that all objects of the simulator are. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Makes an object of names and values that alternate. */
    static ObjectNode object(@Nullable Object... pairs) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            node.set((String) pairs[i], value(pairs[i + 1]));
        }
        return node;
    }

    static ArrayNode array(@Nullable Object... values) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        for (Object value : values) {
            node.add(value(value));
        }
        return node;
    }

    static JsonNode value(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return NullNode.instance;
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        } else if (value instanceof Double number) {
            return nodes.numberNode(number);
        } else if (value instanceof Number number) {
            return nodes.numberNode(number.longValue());
        } else if (value instanceof Collection<?> many) {
            return array(many.toArray());
        }
        return nodes.textNode(value.toString());
    }

    static boolean has(JsonNode node, String field) {
        return !node.path(field).isMissingNode() && !node.path(field).isNull();
    }

    static @Nullable String text(JsonNode node, String field) {
        return has(node, field) ? node.get(field).asText() : null;
    }

    static String text(JsonNode node, String field, String otherwise) {
        return has(node, field) ? node.get(field).asText() : otherwise;
    }

    static long number(JsonNode node, String field) {
        return node.path(field).asLong();
    }

    static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean();
    }

    /** The object at this field, made if there is none. */
    static ObjectNode child(ObjectNode node, String field) {
        if (node.get(field) instanceof ObjectNode there) {
            return there;
        }
        ObjectNode made = object();
        node.set(field, made);
        return made;
    }

    static void add(ObjectNode node, String field, long amount) {
        node.put(field, number(node, field) + amount);
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(JsonNode node) {
        return node.isContainerNode() ? node.toPrettyString() : node.toString();
    }
}
