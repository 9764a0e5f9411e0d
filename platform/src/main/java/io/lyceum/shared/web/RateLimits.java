package io.lyceum.shared.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often one address or one account may do something on this node. */
@ApplicationScoped
public class RateLimits {

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(200_000)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build();
    private final int signIn;
    private final int search;
    private final int write;

    protected RateLimits() {
        this(1, 1, 1);
    }

    @Inject
    RateLimits(
            @ConfigProperty(name = "lyceum.rate-limit.sign-in", defaultValue = "60") int signIn,
            @ConfigProperty(name = "lyceum.rate-limit.search", defaultValue = "240") int search,
            @ConfigProperty(name = "lyceum.rate-limit.write", defaultValue = "600") int write) {
        this.signIn = signIn;
        this.search = search;
        this.write = write;
    }

    /** What is counted apart. */
    public enum Kind {
        SIGN_IN,
        SEARCH,
        WRITE
    }

    /**
     * Counts one try.
     *
     * @param who school with address, or school with account
     * @throws Problem TOO_MANY_REQUESTS with the seconds to wait
     */
    public void count(Kind kind, String who) {
        int perMinute = perMinute(kind);
        Bucket bucket =
                buckets.get(
                        kind + "|" + who,
                        key ->
                                Bucket.builder()
                                        .addLimit(
                                                limit ->
                                                        limit.capacity(perMinute)
                                                                .refillGreedy(
                                                                        perMinute,
                                                                        Duration.ofMinutes(1)))
                                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds =
                    Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
            throw new Problem(CommonProblem.TOO_MANY_REQUESTS, Long.toString(seconds));
        }
    }

    private int perMinute(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> signIn;
            case SEARCH -> search;
            case WRITE -> write;
        };
    }
}
