package io.lyceum.commerce.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.shared.Json;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds in a message of Stripe about which order or account it is, whatever object it is about. */
final class EventReading {

    private EventReading() {}

    static StripeGateway.Told told(String id, String type, String body) {
        JsonNode event = Json.read(body, JsonNode.class);
        JsonNode object = event.path("data").path("object");
        JsonNode marks = marks(object);
        return new StripeGateway.Told(
                id,
                type,
                uuid(marks.path(StripeGateway.SCHOOL)),
                uuid(marks.path(StripeGateway.ORDER)),
                object.path("object").asText().equals("payment_intent")
                        ? object.path("id").asText()
                        : object.path("payment_intent").asText(""),
                event.path("account").asText(""));
    }

    /** An invoice says at its subscription of whom it is. */
    private static JsonNode marks(JsonNode object) {
        return object.path("object").asText().equals("invoice")
                ? object.path("parent").path("subscription_details").path("metadata")
                : object.path("metadata");
    }

    /** What a payment says itself of whose it is. */
    static StripeGateway.Told marked(String intent, @Nullable Map<String, String> marks) {
        JsonNode node = Json.MAPPER.valueToTree(marks == null ? Map.of() : marks);
        return new StripeGateway.Told(
                "",
                "",
                uuid(node.path(StripeGateway.SCHOOL)),
                uuid(node.path(StripeGateway.ORDER)),
                intent,
                "");
    }

    private static Optional<UUID> uuid(JsonNode text) {
        try {
            return text.isTextual()
                    ? Optional.of(UUID.fromString(text.asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
