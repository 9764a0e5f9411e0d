package io.lyceum.integrations;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An address of another system that is told of a school's events.
 *
 * @param name what people call it
 * @param url https
 * @param events names of types from {@link EventTypes}
 * @param perMinute how many messages each node sends it at most; 0 for as many as there are
 * @param version goes up with each change that a person makes
 * @param failingSince since when nothing could be delivered; nothing while it works
 * @param lastError why the last attempt that failed did so; empty before the first one
 */
public record Webhook(
        UUID id,
        String name,
        String url,
        SortedSet<String> events,
        int perMinute,
        State state,
        int version,
        Instant createdAt,
        Optional<Instant> failingSince,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> lastFailureAt,
        String lastError) {

    private static final String BEGIN = "webhook:";

    public Webhook {
        events = Collections.unmodifiableSortedSet(new TreeSet<>(events));
    }

    /** Whether it is told of anything. */
    public enum State {
        ACTIVE,
        /** Events wait until it goes on. */
        PAUSED,
        /** Switched off after long failure, or because it answered that it is gone. */
        DISABLED
    }

    /** The name that its deliveries bear. */
    public String listener() {
        return listener(id);
    }

    static String listener(UUID id) {
        return BEGIN + id;
    }

    /** Reads the id of a webhook from the name that its deliveries bear. */
    public static Optional<UUID> idOf(String listener) {
        return listener.startsWith(BEGIN)
                ? Optional.of(UUID.fromString(listener.substring(BEGIN.length())))
                : Optional.empty();
    }
}
