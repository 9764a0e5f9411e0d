package io.lyceum.plugins.internal;

import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The guards of this node. */
@ApplicationScoped
public class CallGuards {

    private static final Duration NOTE_EVERY = Duration.ofSeconds(10);
    private static final int MOST_NOTES = 10_000;

    private final Clock clock;
    private final Duration rest;
    private final Guards guards;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    protected CallGuards() {
        this.clock = null;
        this.rest = null;
        this.guards = null;
    }

    /**
     * A call that waits keeps a thread of the server waiting. One plugin gets half of those that
     * stand ready, all together two thirds: the rest serve what needs no plugin.
     */
    @Inject
    CallGuards(
            Clock clock,
            @ConfigProperty(name = "lyceum.plugins.rest", defaultValue = "PT30S") Duration rest,
            @ConfigProperty(name = "lyceum.threads", defaultValue = "12") int threads) {
        this.clock = clock;
        this.rest = rest;
        this.guards =
                new Guards(clock, Math.max(2, threads / 2), Math.max(3, threads * 2 / 3), rest);
    }

    /** A place for one call. */
    public interface Place {

        /**
         * Leaves it.
         *
         * @return true when the plugin is to be put into quarantine at the school
         */
        boolean leave(boolean failed);
    }

    /**
     * Takes a place for one call; nothing when none is free, or the plugin has a rest at the
     * school.
     */
    public Optional<Place> enter(String plugin, SchoolId school) {
        Guards.Admission admission = guards.admit(plugin, school);
        return admission.admitted() ? Optional.of(admission::end) : Optional.empty();
    }

    /** How long a plugin is left alone that has failed too often. */
    public Duration rest() {
        return rest;
    }

    /** Tells whether a failure may be written down: a flood of them is not. */
    public boolean mayNote(String plugin, SchoolId school) {
        Instant now = clock.instant();
        if (noted.size() > MOST_NOTES) {
            noted.clear();
        }
        boolean[] may = {false};
        noted.compute(
                plugin + "|" + school,
                (key, last) -> {
                    may[0] = last == null || last.plus(NOTE_EVERY).isBefore(now);
                    return may[0] ? now : last;
                });
        return may[0];
    }

    /** Begins anew. */
    public void forget(String plugin, SchoolId school) {
        noted.remove(plugin + "|" + school);
        guards.forget(plugin, school);
    }
}
