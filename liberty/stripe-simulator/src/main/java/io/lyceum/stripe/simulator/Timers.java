package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Lets happen what is due: each timer in a unit of work of its own, in the order of time. */
final class Timers {

    private final World world;
    private final Map<String, BiConsumer<Scope, ObjectNode>> actions = new HashMap<>();

    Timers(World world) {
        this.world = world;
    }

    void on(String kind, BiConsumer<Scope, ObjectNode> action) {
        actions.put(kind, action);
    }

    /** Lets everything happen that is due by the simulator's own clock. */
    void runDue() {
        run("", world.times().now());
    }

    /** Lets everything happen that is due by a clock until this moment. */
    void run(String clock, long until) {
        Optional<ObjectNode> due = world.store().dueTimer(clock, until);
        while (due.isPresent()) {
            try {
                fire(clock, due.get());
            } catch (RuntimeException e) {
                Simulator.failed(e);
                String key = Store.key(due.get());
                world.store()
                        .change(
                                unit -> {
                                    unit.remove(key);
                                    return unit;
                                });
            }
            due = world.store().dueTimer(clock, until);
        }
    }

    private void fire(String clock, ObjectNode timer) {
        world.store()
                .change(
                        unit -> {
                            String key = Store.key(timer);
                            long at = Json.number(timer, "at");
                            if (unit.find(key)
                                    .filter(there -> Json.number(there, "at") == at)
                                    .isEmpty()) {
                                // Another thread was faster, and may have set it anew.
                                return unit;
                            }
                            unit.remove(key);
                            unit.find(clock)
                                    .ifPresent(
                                            document -> {
                                                document.put("frozen_time", at);
                                                unit.save(document);
                                            });
                            Scope scope =
                                    new Scope(
                                            world,
                                            unit,
                                            timer.path("_account").asText(),
                                            Events.NO_CAUSE,
                                            clock,
                                            at);
                            unit.find(timer.path("target").asText())
                                    .ifPresent(
                                            target ->
                                                    actions.get(timer.path("kind").asText())
                                                            .accept(scope, target));
                            return unit;
                        });
    }
}
