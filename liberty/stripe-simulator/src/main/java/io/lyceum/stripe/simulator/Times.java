package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;

/** The simulator's own clock, which can be put forward. */
final class Times {

    private final Clock clock;
    private volatile long ahead;

    Times(Clock clock) {
        this.clock = clock;
    }

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond() + ahead;
    }

    void advance(Store store, long seconds) {
        ahead += seconds;
        store.change(
                unit -> {
                    unit.save(Json.object("id", "_ahead", "object", "_ahead", "seconds", ahead));
                    return unit;
                });
    }

    void restore(Store store) {
        ahead = store.find("_ahead").map(this::seconds).orElse(0L);
    }

    private long seconds(ObjectNode kept) {
        return Json.number(kept, "seconds");
    }
}
