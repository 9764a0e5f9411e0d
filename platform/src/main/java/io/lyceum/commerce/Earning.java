package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody earned by a sale, or lost again because of what was given back.
 *
 * @param course of which it is; nothing for what the school keeps
 * @param amountMinor negative for what is taken back
 * @param kind of the posting that it comes from
 * @param dueAt until when it is held
 */
public record Earning(
        UUID id,
        UUID order,
        Optional<CourseId> course,
        Ledger.Kind kind,
        String currency,
        long amountMinor,
        Instant earnedAt,
        Instant dueAt) {}
