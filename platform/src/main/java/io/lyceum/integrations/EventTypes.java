package io.lyceum.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.assignments.SubmissionReturned;
import io.lyceum.assignments.SubmissionSubmitted;
import io.lyceum.catalog.CoursePublished;
import io.lyceum.commerce.PaymentDisputed;
import io.lyceum.commerce.PaymentFailed;
import io.lyceum.commerce.PaymentRefunded;
import io.lyceum.commerce.PaymentSucceeded;
import io.lyceum.commerce.PayoutFailed;
import io.lyceum.commerce.PayoutPaid;
import io.lyceum.commerce.SubscriptionEnded;
import io.lyceum.commerce.SubscriptionPastDue;
import io.lyceum.commerce.SubscriptionStarted;
import io.lyceum.credentials.CertificateIssued;
import io.lyceum.credentials.CertificateRevoked;
import io.lyceum.identity.PersonChanged;
import io.lyceum.identity.PersonJoined;
import io.lyceum.identity.PersonProfileChanged;
import io.lyceum.integrations.internal.Envelope;
import io.lyceum.learning.CourseCompleted;
import io.lyceum.learning.LearnerEnrolled;
import io.lyceum.learning.LessonCompleted;
import io.lyceum.shared.Json;
import io.lyceum.shared.outbox.Event;
import io.lyceum.tenancy.BrandChanged;
import io.lyceum.tenancy.SchoolChanged;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The catalogue of events that other systems may be told of. */
public final class EventTypes {

    private static final List<Class<? extends Event>> CLASSES =
            List.of(
                    BrandChanged.class,
                    CertificateIssued.class,
                    CertificateRevoked.class,
                    CourseCompleted.class,
                    CoursePublished.class,
                    LearnerEnrolled.class,
                    LessonCompleted.class,
                    PaymentDisputed.class,
                    PaymentFailed.class,
                    PaymentRefunded.class,
                    PaymentSucceeded.class,
                    PayoutFailed.class,
                    PayoutPaid.class,
                    PersonChanged.class,
                    PersonJoined.class,
                    PersonProfileChanged.class,
                    SchoolChanged.class,
                    SubmissionReturned.class,
                    SubmissionSubmitted.class,
                    SubscriptionEnded.class,
                    SubscriptionPastDue.class,
                    SubscriptionStarted.class);

    private static final List<EventType> ALL =
            CLASSES.stream()
                    .map(EventTypes::typeOf)
                    .sorted(Comparator.comparing(EventType::name))
                    .toList();

    private EventTypes() {}

    /** Lists all types in the order of their names. */
    public static List<EventType> all() {
        return ALL;
    }

    /** Finds a type by its name. */
    public static Optional<EventType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    private static EventType typeOf(Class<? extends Event> event) {
        Event.Type type = event.getAnnotation(Event.Type.class);
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode example = Json.MAPPER.createObjectNode();
        for (RecordComponent part : event.getRecordComponents()) {
            properties.set(part.getName(), schemaOf(part));
            example.set(part.getName(), exampleOf(part));
            schema.withArray("required").add(part.getName());
        }
        return new EventType(
                type.name(),
                type.version(),
                Envelope.schema(type.name(), type.version(), schema),
                Envelope.example(type.name(), type.version(), example));
    }

    private static JsonNode schemaOf(RecordComponent part) {
        ObjectNode schema = schemaOf(part.getType());
        if (part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }

    private static ObjectNode schemaOf(Class<?> part) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        if (part == UUID.class) {
            schema.put("type", "string").put("format", "uuid");
        } else if (part == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (part == int.class || part == long.class) {
            schema.put("type", "integer");
        } else if (part == boolean.class) {
            schema.put("type", "boolean");
        } else if (part == String.class) {
            schema.put("type", "string");
        } else if (part.isEnum()) {
            schema.put("type", "string");
            Arrays.stream(part.getEnumConstants())
                    .forEach(constant -> schema.withArray("enum").add(constant.toString()));
        } else {
            throw new IllegalStateException("an open event has a part of type " + part);
        }
        return schema;
    }

    private static JsonNode exampleOf(RecordComponent part) {
        Class<?> type = part.getType();
        Object value;
        if (type == UUID.class) {
            value = UUID.nameUUIDFromBytes(part.getName().getBytes(StandardCharsets.US_ASCII));
        } else if (type == Instant.class) {
            value = Envelope.EXAMPLE_TIME;
        } else if (type.isEnum()) {
            value = type.getEnumConstants()[type.getEnumConstants().length - 1];
        } else if (type == boolean.class) {
            value = false;
        } else if (type == String.class) {
            value = "7Q4M2XK9TB";
        } else {
            value = 40;
        }
        return Json.MAPPER.valueToTree(value);
    }
}
