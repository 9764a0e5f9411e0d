package io.lyceum.plugins.internal;

import io.lyceum.tenancy.SchoolId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What keeps a plugin from hurting others: how many of its calls run at once, and a breaker for
 * each school. In code rather than by annotation, because an annotated method has one bulkhead for
 * all that go through it.
 */
final class Guards {

    static final int AT_ONCE_OF_A_SCHOOL = 4;
    static final int CALLS_LOOKED_AT = 20;
    static final int OPENINGS = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int MOST = 100_000;

    private final Clock clock;
    private final int ofPlugin;
    private final Duration rest;
    private final Semaphore host;
    private final Map<String, Semaphore> plugins = new ConcurrentHashMap<>();
    private final Map<Key, Guard> guards = new ConcurrentHashMap<>();

    private record Key(String plugin, SchoolId school) {}

    /**
     * @param ofPlugin calls of one plugin at once
     * @param ceiling calls of all plugins at once
     * @param rest how long a plugin is not called after it has failed too often
     */
    Guards(Clock clock, int ofPlugin, int ceiling, Duration rest) {
        this.clock = clock;
        this.ofPlugin = ofPlugin;
        this.rest = rest;
        this.host = new Semaphore(ceiling);
    }

    /** Why a call is not made. */
    enum Refusal {
        BREAKER_OPEN,
        SCHOOL_BUSY,
        PLUGIN_BUSY,
        HOST_BUSY
    }

    /** A place for one call, or why there is none. */
    interface Admission {

        boolean admitted();

        Refusal refusal();

        /**
         * Ends the call.
         *
         * @param failed whether the plugin was to blame
         * @return true when the plugin failed so often that the school should be left alone by it
         */
        boolean end(boolean failed);
    }

    /** Asks for a place; the caller ends it. */
    Admission admit(String plugin, SchoolId school) {
        if (guards.size() > MOST) {
            guards.values().removeIf(Guard::idle);
        }
        Guard guard = guards.computeIfAbsent(new Key(plugin, school), k -> new Guard());
        if (!guard.lets()) {
            return refused(Refusal.BREAKER_OPEN);
        }
        if (!guard.places.tryAcquire()) {
            return refused(Refusal.SCHOOL_BUSY);
        }
        Semaphore places = plugins.computeIfAbsent(plugin, p -> new Semaphore(ofPlugin));
        if (!places.tryAcquire()) {
            guard.places.release();
            return refused(Refusal.PLUGIN_BUSY);
        }
        if (!host.tryAcquire()) {
            places.release();
            guard.places.release();
            return refused(Refusal.HOST_BUSY);
        }
        return new Admission() {

            @Override
            public boolean admitted() {
                return true;
            }

            @Override
            public Refusal refusal() {
                throw new IllegalStateException("it was admitted");
            }

            @Override
            public boolean end(boolean failed) {
                host.release();
                places.release();
                guard.places.release();
                return guard.count(failed);
            }
        };
    }

    private static Admission refused(Refusal why) {
        return new Admission() {

            @Override
            public boolean admitted() {
                return false;
            }

            @Override
            public Refusal refusal() {
                return why;
            }

            @Override
            public boolean end(boolean failed) {
                throw new IllegalStateException("it was not admitted");
            }
        };
    }

    /** Begins anew for a school, after somebody has enabled the plugin again. */
    void forget(String plugin, SchoolId school) {
        guards.remove(new Key(plugin, school));
    }

    private final class Guard {

        private final Semaphore places = new Semaphore(AT_ONCE_OF_A_SCHOOL);
        private final boolean[] failures = new boolean[CALLS_LOOKED_AT];
        private final Deque<Instant> openings = new ArrayDeque<>();
        private int calls;
        private boolean trial;
        private Instant openUntil = Instant.MIN;

        synchronized boolean lets() {
            if (openUntil.equals(Instant.MIN)) {
                return true;
            }
            if (clock.instant().isBefore(openUntil) || trial) {
                return false;
            }
            // One call may try whether it works again.
            trial = true;
            return true;
        }

        synchronized boolean count(boolean failed) {
            if (trial) {
                trial = false;
                return failed ? open() : close();
            }
            failures[calls++ % CALLS_LOOKED_AT] = failed;
            if (calls < CALLS_LOOKED_AT || !failed) {
                return false;
            }
            int bad = 0;
            for (boolean one : failures) {
                bad += one ? 1 : 0;
            }
            return bad * 2 >= CALLS_LOOKED_AT && open();
        }

        private boolean open() {
            Instant now = clock.instant();
            openUntil = now.plus(rest);
            calls = 0;
            openings.addLast(now);
            while (openings.peekFirst().isBefore(now.minus(WITHIN))) {
                openings.removeFirst();
            }
            return openings.size() >= OPENINGS;
        }

        private boolean close() {
            openUntil = Instant.MIN;
            calls = 0;
            return false;
        }

        synchronized boolean idle() {
            return calls == 0
                    && openings.isEmpty()
                    && places.availablePermits() == AT_ONCE_OF_A_SCHOOL;
        }
    }
}
