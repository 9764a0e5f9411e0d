package io.lyceum.shared.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this node has taken on.
 *
 * @param event id of the event: the idempotency key of whatever is done
 * @param listener who is told
 * @param attempt from 1
 * @param type of the event, with the version of its payload's shape
 * @param until when another node may take it on
 */
public record LeasedDelivery(
        UUID id,
        UUID event,
        String listener,
        int attempt,
        String type,
        int version,
        JsonNode payload,
        Instant occurredAt,
        Instant until) {

    /** Tells whether something may still be begun that takes this long at most. */
    public boolean allows(Duration longest, Instant now) {
        return !now.isAfter(until.minus(longest));
    }
}
