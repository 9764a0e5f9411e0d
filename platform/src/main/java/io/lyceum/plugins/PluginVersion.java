package io.lyceum.plugins;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a plugin, as the platform knows it.
 *
 * @param sha256 of its archive, in hexadecimal
 * @param reason why it is in its state; may be empty
 * @param changelog what is new in it, in its publisher's words; may be empty
 * @param submittedAt when it was last given to the reviewers
 * @param publishedAt when schools could install it for the first time
 */
public record PluginVersion(
        Descriptor descriptor,
        State state,
        Where runtime,
        SignedBy signedBy,
        String sha256,
        long size,
        Instant addedAt,
        Instant changedAt,
        String reason,
        String changelog,
        Optional<Instant> submittedAt,
        Optional<Instant> publishedAt) {

    /**
     * How versions end that somebody is writing just now; only {@link DevelopmentPlugins} has any.
     */
    public static final String DEVELOPMENT = "-dev";

    static boolean isDevelopment(String version) {
        return version.endsWith(DEVELOPMENT);
    }

    /** Where a version stands, and where it can go from there. */
    public enum State {
        /** Its archive is here, and nobody has looked into it. */
        DRAFT,
        /** The host has looked into the archive. Its publisher can hand it in. */
        SCANNED,
        /** A reviewer has it. */
        IN_REVIEW,
        /** Its publisher is to upload it again, under the same version. */
        CHANGES_REQUESTED,
        /** Good, and not offered yet. */
        APPROVED,
        PUBLISHED,
        /** Not taken. */
        REJECTED,
        /** No new school gets it; those that have it keep it. */
        YANKED,
        /** Nobody may run it any more. */
        REVOKED;

        /** Tells the states that a version can be moved to from this one. */
        public Set<State> next() {
            return switch (this) {
                case DRAFT -> Set.of(SCANNED);
                // Approved at once is what bears the platform's signature.
                case SCANNED -> Set.of(DRAFT, IN_REVIEW, APPROVED);
                case IN_REVIEW -> Set.of(APPROVED, CHANGES_REQUESTED, REJECTED);
                case CHANGES_REQUESTED -> Set.of(DRAFT, IN_REVIEW, REJECTED);
                case APPROVED -> Set.of(PUBLISHED, CHANGES_REQUESTED, REJECTED);
                case PUBLISHED -> Set.of(YANKED, REVOKED);
                case YANKED -> Set.of(PUBLISHED, REVOKED);
                case REJECTED -> Set.of(IN_REVIEW);
                case REVOKED -> Set.of(PUBLISHED, YANKED);
            };
        }

        /** Tells whether another archive may be uploaded under the same version. */
        public boolean takesAnotherArchive() {
            return this == SCANNED || this == CHANGES_REQUESTED;
        }

        /** Tells whether schools that have such a version keep it. */
        public boolean runs() {
            return this == PUBLISHED || this == YANKED;
        }
    }

    /** Where it runs. */
    public enum Where {
        IN_PROCESS,
        WORKER
    }

    /** Whose signature its archive bears. */
    public enum SignedBy {
        PLATFORM,
        PUBLISHER,
        NOBODY
    }

    public String id() {
        return descriptor.id();
    }

    public String version() {
        return descriptor.version();
    }

    /** The version as it is compared. */
    public VersionNumber number() {
        return VersionNumber.of(version());
    }
}
