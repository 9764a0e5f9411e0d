package io.lyceum.identity.internal;

import io.lyceum.identity.CurrentPerson.SignedIn;
import io.lyceum.shared.SchoolCache;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sessions read lately. Its short life is the time within which a revocation on another node takes
 * effect here; on this node it is at once.
 */
@ApplicationScoped
public class SessionCache {

    private static final Duration LIFE = Duration.ofSeconds(3);

    private final SchoolCache<String, Optional<SignedIn>> known;

    public SessionCache() {
        this(new SchoolCache<>(50_000, LIFE));
    }

    SessionCache(SchoolCache<String, Optional<SignedIn>> known) {
        this.known = known;
    }

    /** Answers what is known about a session, or reads it. */
    public Optional<SignedIn> get(
            SchoolId school, String tokenHash, Supplier<Optional<SignedIn>> read) {
        return known.get(school, tokenHash, read);
    }

    /** Forgets all sessions of a school on this node. */
    public void forget(SchoolId school) {
        known.forget(school);
    }
}
