package io.lyceum.integrations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A CRM that is told of a school's learners. */
public record CrmConnection(
        UUID id,
        String name,
        String url,
        CrmAuth auth,
        String tokenUrl,
        String user,
        int perMinute,
        CrmRecord contact,
        CrmRecord enrolment,
        boolean active,
        int version,
        Instant createdAt,
        Optional<Instant> failingSince,
        Optional<Instant> lastSuccessAt,
        String lastError) {

    private static final String PREFIX = "crm:";

    /** The name that its deliveries bear. */
    public String listener() {
        return PREFIX + id;
    }

    /** Reads the id out of such a name. */
    public static Optional<UUID> idOf(String listener) {
        return listener.startsWith(PREFIX)
                ? Optional.of(UUID.fromString(listener.substring(PREFIX.length())))
                : Optional.empty();
    }
}
