package io.lyceum.integrations;

import io.lyceum.learning.EnrolmentId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Everybody being written to a CRM.
 *
 * @param done how many enrolments, those that failed included
 * @param last which was written last
 */
public record CrmBackfill(
        UUID id,
        UUID connection,
        Status status,
        long total,
        long done,
        long failed,
        Optional<EnrolmentId> last,
        String lastError,
        Instant startedAt,
        Optional<Instant> finishedAt) {

    /** Where it stands. */
    public enum Status {
        RUNNING,
        DONE,
        CANCELLED
    }
}
