package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Moves parameters into documents. */
final class Fields {

    private Fields() {}

    /** A new object with these parameters, as far as they are there. */
    static ObjectNode pick(ObjectNode params, String... names) {
        ObjectNode picked = Json.object();
        copy(picked, params, names);
        return picked;
    }

    /** Sets these parameters at a document; metadata is merged key by key. */
    static void copy(ObjectNode document, ObjectNode params, String... names) {
        for (String name : names) {
            if (name.equals("metadata")) {
                metadata(document, params);
            } else if (params.has(name)) {
                document.set(name, params.get(name).deepCopy());
            }
        }
    }

    private static void metadata(ObjectNode document, ObjectNode params) {
        if (!(document.get("metadata") instanceof ObjectNode)) {
            document.set("metadata", Json.object());
        }
        JsonNode given = params.path("metadata");
        if (given.isNull()) {
            document.set("metadata", Json.object());
        }
        ObjectNode kept = (ObjectNode) document.get("metadata");
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (entry.getValue().asText().isEmpty()) {
                kept.remove(entry.getKey());
            } else {
                kept.put(entry.getKey(), entry.getValue().asText());
            }
        }
    }

    /** An address in full, with null for what is unknown. */
    static JsonNode address(JsonNode given) {
        if (!given.isObject()) {
            return Json.value(null);
        }
        ObjectNode address = Json.object();
        for (String part :
                new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            address.put(part, Json.text(given, part));
        }
        return address;
    }
}
