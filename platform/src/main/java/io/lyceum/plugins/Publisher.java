package io.lyceum.plugins;

import io.lyceum.shared.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who makes plugins.
 *
 * @param id what descriptors call it; stays
 * @param email where the reviewers write to
 * @param website empty for none
 * @param locale language of mails to it
 */
public record Publisher(
        String id,
        String name,
        String email,
        String website,
        Locale locale,
        State state,
        Instant createdAt) {

    /** Whether it may send versions. */
    public enum State {
        ACTIVE,
        /** Nothing new is taken from it; what schools have goes on. */
        SUSPENDED
    }

    /**
     * Makes sure that it may send versions.
     *
     * @throws Problem PUBLISHER_SUSPENDED
     */
    public void requireActive() {
        if (state != State.ACTIVE) {
            throw new Problem(PluginProblem.PUBLISHER_SUSPENDED, id);
        }
    }

    /**
     * The public half of a key that it signs with.
     *
     * @param publicKey Base64 of its X.509 form
     * @param revokedAt from when on no signature of it is taken any more
     */
    public record Key(
            UUID id, String name, String publicKey, Instant addedAt, Optional<Instant> revokedAt) {

        public boolean valid() {
            return revokedAt.isEmpty();
        }
    }
}
