package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What teachers get of a course. It counts for sales from a moment on, until a later one does.
 *
 * @param minimumMinor below which nothing is transferred, in minor units of the balance's currency
 * @param holdDays how long after a sale its shares are held, 0 to 365
 * @param shares in the order in which they are divided; none if nobody gets anything
 */
public record Agreement(
        UUID id,
        CourseId course,
        Instant validFrom,
        long minimumMinor,
        int holdDays,
        List<Share> shares) {

    /**
     * What one teacher gets.
     *
     * @param basisPoints in hundredths of a percent of what a sale leaves, 1 to 10 000
     * @param acceptedAt when the teacher has agreed
     */
    public record Share(PersonId person, int basisPoints, Optional<Instant> acceptedAt) {}

    public Agreement {
        shares = List.copyOf(shares);
    }

    /** Finds somebody's share. */
    public Optional<Share> of(PersonId person) {
        return shares.stream().filter(share -> share.person().equals(person)).findFirst();
    }
}
