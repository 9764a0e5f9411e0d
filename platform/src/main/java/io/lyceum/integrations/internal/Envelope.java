package io.lyceum.integrations.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.shared.Json;
import io.lyceum.shared.outbox.LeasedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What is sent to webhooks: the event's data within facts that all events have. Each attempt for
 * one event sends the same bytes.
 */
public final class Envelope {

    /** Stands in examples. */
    public static final Instant EXAMPLE_TIME = Instant.parse("2026-03-02T09:30:15.204117Z");

    private static final UUID EXAMPLE_SCHOOL =
            UUID.fromString("0195572a-91d4-7c55-b9a3-5a0f7f1c2d3e");

    private Envelope() {}

    /** Writes an event for a school's endpoint. */
    public static byte[] of(UUID school, LeasedDelivery event) {
        return of(school, event.type(), event.version(), event.occurredAt(), event.payload())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Writes an event for people: with line breaks. */
    public static String shown(UUID school, LeasedDelivery event) {
        return of(school, event.type(), event.version(), event.occurredAt(), event.payload())
                .toPrettyString();
    }

    private static ObjectNode of(
            UUID school, String type, int version, Instant occurredAt, JsonNode data) {
        ObjectNode envelope = Json.MAPPER.createObjectNode();
        envelope.put("type", type);
        envelope.put("version", version);
        envelope.put("timestamp", occurredAt.toString());
        // Fits into the numbers of JavaScript until the year 2255.
        envelope.put("sequence", ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
        envelope.put("school", school.toString());
        envelope.set("data", data);
        return envelope;
    }

    /** Describes what is sent for a type whose data has a schema. */
    public static JsonNode schema(String type, int version, JsonNode data) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("type").put("const", type);
        properties.putObject("version").put("const", version);
        properties.putObject("timestamp").put("type", "string").put("format", "date-time");
        properties.putObject("sequence").put("type", "integer");
        properties.putObject("school").put("type", "string").put("format", "uuid");
        properties.set("data", data);
        List.of("type", "version", "timestamp", "sequence", "school", "data")
                .forEach(schema.withArray("required")::add);
        return schema;
    }

    /** Gives an example of what is sent for a type. */
    public static JsonNode example(String type, int version, JsonNode data) {
        return of(EXAMPLE_SCHOOL, type, version, EXAMPLE_TIME, data);
    }
}
