package io.lyceum.integrations.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How much of this node an endpoint may take: so many messages at once, and none for a while after
 * it has failed again and again. After that while one message tries whether it works again.
 */
final class Gates {

    static final int AT_ONCE = 16;
    static final int AT_ONCE_OF_A_HOST = 64;
    static final int AT_ONCE_OF_ALL = 512;
    static final int FAILURES = 5;

    /** How many times its places are taken on for an endpoint that answers at once. */
    static final int AHEAD = 4;

    private static final Duration AT_ONCE_MEANS = Duration.ofMillis(250);

    /** When somebody whose places are all taken by others looks again. */
    private static final Duration FOR_OTHERS = Duration.ofMillis(100);

    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final int MOST = 50_000;

    private final Duration firstRest;
    private final Map<UUID, Gate> gates = new HashMap<>();
    private final Map<String, Integer> hosts = new HashMap<>();
    private int all;

    /**
     * @param firstRest how long an endpoint rests at first; it doubles, up to ten minutes
     */
    Gates(Duration firstRest) {
        this.firstRest = firstRest;
    }

    private static final class Gate {

        private int version;
        private int inFlight;
        private int failures;
        private boolean more;
        private boolean quick;
        private Instant restUntil = Instant.MIN;
        private Instant signalled = Instant.MIN;

        private boolean idle(Instant now) {
            return inFlight == 0 && failures == 0 && !more && restUntil.isBefore(now);
        }
    }

    /**
     * Tells how many places are free for an endpoint; none while it rests. If none are, somebody
     * who gives some back is told that more may wait.
     *
     * @param version goes up when a person changes the endpoint: what it did before is forgotten
     */
    synchronized int free(UUID endpoint, int version, String host, Instant now) {
        if (gates.size() > MOST) {
            gates.values().removeIf(gate -> gate.idle(now));
        }
        Gate gate = gate(endpoint);
        if (gate.version != version) {
            gate.version = version;
            gate.failures = 0;
            gate.restUntil = Instant.MIN;
        }
        int room = now.isBefore(gate.restUntil) ? 0 : room(gate, host);
        gate.more |= room == 0;
        return room;
    }

    private int room(Gate gate, String host) {
        int limit = gate.failures >= FAILURES ? 1 : AT_ONCE;
        return Math.max(
                0,
                Math.min(
                        limit - gate.inFlight,
                        Math.min(
                                AT_ONCE_OF_A_HOST - hosts.getOrDefault(host, 0),
                                AT_ONCE_OF_ALL - all)));
    }

    /**
     * Takes places for messages to an endpoint; {@link #leave} gives each back.
     *
     * @param wanted not more than there is to send: what one endpoint takes, others of its host
     *     lack
     * @return how many; fewer if others were quicker
     */
    synchronized int enter(UUID endpoint, String host, int wanted) {
        Gate gate = gate(endpoint);
        int taken = Math.min(wanted, room(gate, host));
        gate.more |= taken < wanted;
        take(gate, host, taken);
        return taken;
    }

    /** Gives places back. */
    synchronized void leave(UUID endpoint, String host, int places) {
        take(gate(endpoint), host, -places);
    }

    /** Notes that more may wait for an endpoint than was taken on. */
    synchronized void moreMayWait(UUID endpoint) {
        gate(endpoint).more = true;
    }

    private Gate gate(UUID endpoint) {
        return gates.computeIfAbsent(endpoint, id -> new Gate());
    }

    private void take(Gate gate, String host, int places) {
        gate.inFlight += places;
        all += places;
        if (hosts.merge(host, places, Integer::sum) == 0) {
            hosts.remove(host);
        }
    }

    /** Tells, once, whether more may wait for an endpoint. */
    synchronized boolean takeMore(UUID endpoint) {
        Gate gate = gates.get(endpoint);
        boolean more = gate != null && gate.more;
        if (more) {
            gate.more = false;
        }
        return more;
    }

    /**
     * Tells how many messages may be taken on for each place: what waits in memory for a slow
     * endpoint would wait for as long as it is leased.
     */
    synchronized int ahead(UUID endpoint) {
        return gate(endpoint).quick ? AHEAD : 1;
    }

    /**
     * Notes that an endpoint took a message.
     *
     * @param after how long that took
     */
    synchronized void succeeded(UUID endpoint, Duration after) {
        Gate gate = gate(endpoint);
        gate.quick = after.compareTo(AT_ONCE_MEANS) < 0;
        gate.failures = 0;
        gate.restUntil = Instant.MIN;
    }

    /**
     * Notes that an endpoint did not take a message.
     *
     * @param pause how long it asked to be left alone; zero if it did not
     */
    synchronized void failed(UUID endpoint, Instant now, Duration pause) {
        Gate gate = gate(endpoint);
        gate.quick = false;
        if (!now.isBefore(gate.restUntil)) {
            // Those that were under way when it began to rest say nothing new.
            gate.failures++;
        }
        if (gate.failures >= FAILURES) {
            Duration rest = firstRest.multipliedBy(1L << Math.min(gate.failures - FAILURES, 8));
            rest(gate, now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest));
        }
        if (!pause.isZero()) {
            rest(gate, now.plus(pause));
        }
    }

    private static void rest(Gate gate, Instant until) {
        if (until.isAfter(gate.restUntil)) {
            gate.restUntil = until;
        }
    }

    /**
     * Tells, once for each rest, when an endpoint should be looked at again although nothing new
     * happens; soon, if only others take its places.
     */
    synchronized Optional<Instant> signalFor(UUID endpoint, Instant now) {
        Gate gate = gate(endpoint);
        Instant when;
        if (now.isBefore(gate.restUntil)) {
            when = gate.restUntil;
        } else if (gate.inFlight == 0) {
            when = now.plus(FOR_OTHERS);
        } else {
            return Optional.empty();
        }
        if (!when.isAfter(gate.signalled)) {
            return Optional.empty();
        }
        gate.signalled = when;
        return Optional.of(when);
    }
}
