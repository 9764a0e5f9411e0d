package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something that somebody was told. */
public record Notification(
        UUID id,
        PersonId person,
        NotificationKind kind,
        Facts facts,
        Instant createdAt,
        Optional<Instant> readAt) {}
