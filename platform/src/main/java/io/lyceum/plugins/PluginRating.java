package io.lyceum.plugins;

import io.lyceum.tenancy.SchoolId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a school thinks of a plugin.
 *
 * @param school never shown to other schools
 * @param stars 1 to 5
 * @param text may be empty
 * @param version that the school had when it said so
 * @param hiddenAt when the platform has hidden it; it counts no more then
 * @param answer of the publisher; empty for none
 */
public record PluginRating(
        UUID id,
        String plugin,
        SchoolId school,
        int stars,
        String text,
        String version,
        Instant changedAt,
        Optional<Instant> hiddenAt,
        String answer) {

    /**
     * All visible ratings of a plugin together.
     *
     * @param average 1 to 5; 0 for none
     */
    public record Summary(double average, int count) {

        public static final Summary NONE = new Summary(0, 0);
    }
}
