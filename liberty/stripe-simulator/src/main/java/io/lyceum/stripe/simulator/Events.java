package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what happened, and hands it to the webhooks. */
final class Events {

    static final ObjectNode NO_CAUSE = Json.object("id", null, "idempotency_key", null);

    private final Webhooks webhooks;

    Events(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void emit(Scope scope, String type, JsonNode object, @Nullable ObjectNode previous) {
        ObjectNode data = Json.object("object", object);
        if (previous != null) {
            data.set("previous_attributes", previous);
        }
        ObjectNode event =
                Json.object(
                        "api_version",
                        SimulatorConfig.API_VERSION,
                        "data",
                        data,
                        "pending_webhooks",
                        0,
                        "request",
                        scope.cause(),
                        "type",
                        type);
        if (!scope.isPlatform()) {
            event.put("account", scope.account());
        }
        webhooks.enqueue(scope, scope.add("event", event));
    }

    /** The old values of what differs, as deep as objects go. */
    static ObjectNode previous(ObjectNode before, ObjectNode after) {
        ObjectNode previous = Json.object();
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            JsonNode now = after.get(entry.getKey());
            if (entry.getValue().equals(now)) {
                continue;
            }
            if (entry.getValue() instanceof ObjectNode old
                    && now instanceof ObjectNode current
                    && !old.has("object")) {
                previous.set(entry.getKey(), previous(old, current));
            } else {
                previous.set(entry.getKey(), entry.getValue());
            }
        }
        for (String name : (Iterable<String>) after::fieldNames) {
            if (!before.has(name)) {
                previous.putNull(name);
            }
        }
        return previous;
    }
}
