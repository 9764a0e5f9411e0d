package io.lyceum.identity.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.identity.CurrentPerson.SignedIn;
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

    private final Cache<Key, Optional<SignedIn>> known =
            Caffeine.newBuilder()
                    .maximumSize(50_000)
                    .expireAfterWrite(Duration.ofSeconds(3))
                    .build();

    /** Answers what is known about a session, or reads it. */
    public Optional<SignedIn> get(
            SchoolId school, String tokenHash, Supplier<Optional<SignedIn>> read) {
        Key key = new Key(school, tokenHash);
        Optional<SignedIn> hit = known.getIfPresent(key);
        if (hit == null) {
            hit = read.get();
            known.put(key, hit);
        }
        return hit;
    }

    /** Forgets all sessions of a school on this node. */
    public void forget(SchoolId school) {
        known.asMap().keySet().removeIf(key -> key.school().equals(school));
    }

    private record Key(SchoolId school, String tokenHash) {}
}
