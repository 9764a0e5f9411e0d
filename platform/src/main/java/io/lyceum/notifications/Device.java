package io.lyceum.notifications;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser on which somebody is told.
 *
 * @param name what it calls itself, for example {@code Firefox, Android}
 * @param reachedAt when its push service last took something
 * @param failingSince since when it has taken nothing
 */
public record Device(
        UUID id,
        String name,
        Instant createdAt,
        Optional<Instant> reachedAt,
        Optional<Instant> failingSince) {}
