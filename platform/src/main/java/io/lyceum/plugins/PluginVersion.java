package io.lyceum.plugins;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.time.Instant;

/**
 * One version of a plugin, as the platform knows it.
 *
 * @param sha256 of its archive, in hexadecimal
 * @param reason why it is in its state; may be empty
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
        String reason) {

    /**
     * How versions end that somebody is writing just now; only {@link DevelopmentPlugins} has any.
     */
    public static final String DEVELOPMENT = "-dev";

    static boolean isDevelopment(String version) {
        return version.endsWith(DEVELOPMENT);
    }

    /** Where a version stands. */
    public enum State {
        IN_REVIEW,
        PUBLISHED,
        REJECTED,
        /** No new school gets it; those that have it keep it. */
        YANKED,
        /** Nobody may run it any more. */
        REVOKED
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
}
