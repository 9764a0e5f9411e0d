package io.lyceum.integrations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of its quota a connection still has on this node: the generic cell rate algorithm (ITU-T
 * I.371) with room for what comes in ten seconds.
 */
@ApplicationScoped
public class Pace {

    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final int MOST = 50_000;

    /** Up to when the quota of each connection is used up. */
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    /** Events of which something went already. */
    private final Map<UUID, Instant> admitted = new ConcurrentHashMap<>();

    /** The quota of those that have none. */
    public static final int UNLIMITED = 0;

    private static Duration apart(int perMinute) {
        return Duration.ofMinutes(1).dividedBy(perMinute);
    }

    private Instant from(UUID connection, Instant now) {
        Instant until = used.getOrDefault(connection, Instant.EPOCH);
        return until.isBefore(now) ? now : until;
    }

    /**
     * Tells when something may go that is told because of an event; it is counted if it may now.
     * What is told because of the same event goes with it: otherwise those who were told already
     * would be told again.
     *
     * @return nothing if it may go now
     */
    public Optional<Instant> turn(UUID connection, UUID event, int perMinute, Instant now) {
        if (admitted.size() > MOST) {
            admitted.values().removeIf(at -> at.isBefore(now.minus(AHEAD)));
        }
        if (!admitted.containsKey(event) && room(connection, perMinute, now) == 0) {
            return Optional.of(next(connection, now));
        }
        admitted.put(event, now);
        took(connection, perMinute, 1, now);
        return Optional.empty();
    }

    /** Tells how many may go now. */
    int room(UUID connection, int perMinute, Instant now) {
        if (perMinute == UNLIMITED) {
            return Integer.MAX_VALUE;
        }
        Duration left = Duration.between(from(connection, now), now.plus(AHEAD));
        return left.isNegative() ? 0 : 1 + (int) left.dividedBy(apart(perMinute));
    }

    /** Notes that some go. */
    void took(UUID connection, int perMinute, int count, Instant now) {
        if (perMinute != UNLIMITED) {
            if (used.size() > MOST) {
                used.values().removeIf(now::isAfter);
            }
            used.merge(
                    connection,
                    now.plus(apart(perMinute).multipliedBy(count)),
                    (before, fresh) ->
                            (before.isBefore(now) ? now : before)
                                    .plus(apart(perMinute).multipliedBy(count)));
        }
    }

    /** Tells when the next may go. */
    Instant next(UUID connection, Instant now) {
        Instant next = from(connection, now).minus(AHEAD);
        return next.isBefore(now) ? now : next;
    }
}
