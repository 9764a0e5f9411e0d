package io.lyceum.integrations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that another system told the school.
 *
 * @param eventId what tells it apart for its sender
 * @param outcome what was done, or why nothing was
 */
public record InboundMessage(
        UUID id,
        UUID webhook,
        String eventId,
        String type,
        String body,
        Instant receivedAt,
        Status status,
        int attempts,
        String outcome,
        Optional<Instant> handledAt) {

    /** What became of it. */
    public enum Status {
        RECEIVED,
        HANDLED,
        /** No rule is about it. */
        IGNORED,
        /** Until somebody has joined. */
        WAITING,
        FAILED
    }
}
