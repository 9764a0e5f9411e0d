package io.lyceum.credentials;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A certificate as it was issued: names are those of the day.
 *
 * @param code what proves it, without grouping
 */
public record Certificate(
        UUID id,
        String code,
        PersonId person,
        CourseId course,
        String learnerName,
        String courseTitle,
        String teacherName,
        Locale locale,
        Instant issuedAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedReason,
        long version) {

    /** Tells whether it still holds. */
    public boolean valid() {
        return revokedAt.isEmpty();
    }

    /** The code in groups of four, as printed. */
    public String groupedCode() {
        return code.replaceAll("(.{4})(?!$)", "$1-");
    }
}
