package io.lyceum.shared.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one event for one listener.
 *
 * @param event id of the event
 * @param type name of the event's type
 * @param lane who makes it
 * @param attempts how many were begun since it was last put in line
 * @param dueAt when it is tried next, while pending
 * @param leasedUntil how long a node has it, while one does
 * @param finishedAt when it was made, given up or cancelled
 */
public record Delivery(
        UUID id,
        UUID event,
        String type,
        String listener,
        String lane,
        Status status,
        int attempts,
        Instant dueAt,
        Optional<Instant> leasedUntil,
        Optional<String> lastError,
        Instant createdAt,
        Optional<Instant> finishedAt) {

    /** What is kept of where a delivery stands. */
    public enum Status {
        PENDING,
        DONE,
        PARKED,
        CANCELLED
    }

    /** Where a delivery stands at a moment. */
    public enum Standing {
        /** Not tried yet. */
        PENDING,
        /** A node is at it. */
        IN_FLIGHT,
        /** Tried in vain; {@link Delivery#dueAt} says when it is tried next. */
        RETRYING,
        DELIVERED,
        /** Given up until somebody has it tried again. */
        PARKED,
        CANCELLED
    }

    /** Tells whether it goes to another system, which knows an event that it is told twice. */
    public boolean outside() {
        return !ListenerLane.ALL.contains(lane);
    }

    /** Tells whether it can be made again, by {@link DeliveryLog#resend}. */
    public boolean resendable() {
        return switch (status) {
            case PENDING -> false;
            case DONE -> outside();
            case PARKED, CANCELLED -> true;
        };
    }

    /** Tells where it stands. */
    public Standing standing(Instant now) {
        return switch (status) {
            case DONE -> Standing.DELIVERED;
            case PARKED -> Standing.PARKED;
            case CANCELLED -> Standing.CANCELLED;
            case PENDING -> {
                if (leasedUntil.filter(now::isBefore).isPresent()) {
                    yield Standing.IN_FLIGHT;
                }
                yield attempts > 0 ? Standing.RETRYING : Standing.PENDING;
            }
        };
    }
}
