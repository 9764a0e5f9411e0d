package io.lyceum.plugin.event;

import io.lyceum.plugin.stability.Stable;
import java.time.Instant;
import java.util.Map;

/**
 * Something that has happened.
 *
 * @param id the same with each try
 * @param type for example {@code enrolment.created}
 * @param version of the payload's shape, from 1
 * @param attempt from 1
 * @param payload ids as text, numbers, booleans
 */
@Stable
public record DomainEvent(
        String id,
        String type,
        int version,
        Instant occurredAt,
        int attempt,
        Map<String, Object> payload) {}
