package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.event.DomainEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a learner.
 *
 * @param person null where only the enrolment is told
 * @param percent 0 to 100, of the enrolment
 * @param staff whether the person joined to work at the school
 */
record LearnerEvent(
        Type type,
        @Nullable String person,
        @Nullable String enrolment,
        @Nullable String course,
        int percent,
        boolean staff,
        Instant at) {

    /** What can happen. */
    enum Type {
        JOINED,
        CHANGED,
        ENROLLED,
        LESSON_COMPLETED,
        COURSE_COMPLETED
    }

    /** Finds the type of an event; nothing for an event that is none of ours. */
    static Optional<Type> typeOf(DomainEvent event) {
        return switch (event.type()) {
            case "person.joined" -> Optional.of(Type.JOINED);
            case "person.changed" -> Optional.of(Type.CHANGED);
            case "enrolment.created" -> Optional.of(Type.ENROLLED);
            case "lesson.completed" -> Optional.of(Type.LESSON_COMPLETED);
            case "course.completed" -> Optional.of(Type.COURSE_COMPLETED);
            default -> Optional.empty();
        };
    }

    /** Reads an event; nothing when ids that belong to it are missing. */
    static Optional<LearnerEvent> of(Type type, DomainEvent event) {
        Map<String, Object> payload = event.payload();
        LearnerEvent read =
                new LearnerEvent(
                        type,
                        id(payload.get("person")),
                        id(payload.get("enrolment")),
                        id(payload.get("course")),
                        percent(payload.get("percent")),
                        payload.get("role") instanceof String role && !role.equals("LEARNER"),
                        event.occurredAt());
        return read.complete() ? Optional.of(read) : Optional.empty();
    }

    private boolean complete() {
        return switch (type) {
            case JOINED, CHANGED -> person != null;
            case ENROLLED, COURSE_COMPLETED ->
                    person != null && enrolment != null && course != null;
            case LESSON_COMPLETED -> enrolment != null && percent >= 0;
        };
    }

    private static @Nullable String id(@Nullable Object value) {
        return value instanceof String text && text.matches("[A-Za-z0-9-]{1,100}") ? text : null;
    }

    private static int percent(@Nullable Object value) {
        return value instanceof Number number
                ? (int) Math.max(0, Math.min(100, number.longValue()))
                : -1;
    }
}
