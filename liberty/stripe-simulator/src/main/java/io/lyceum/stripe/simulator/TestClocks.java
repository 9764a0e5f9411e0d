package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Test clocks: customers whose time only passes when a test says so. */
final class TestClocks {

    private static final String TYPE = "test_helpers.test_clock";
    private static final String PATH = "/v1/test_helpers/test_clocks";

    TestClocks(Routes routes) {
        routes.on("POST " + PATH, this::create);
        routes.on("POST " + PATH + "/{id}/advance", this::advance);
        routes.on("DELETE " + PATH + "/{id}", this::delete);
        routes.retrieve(PATH, TYPE);
        routes.list(PATH, TYPE);
    }

    private ObjectNode create(Scope scope, Request request) {
        ObjectNode clock =
                scope.add(
                        TYPE,
                        Json.object(
                                "id",
                                "clock_" + Ids.letters(24),
                                "deletes_after",
                                scope.now() + 30 * 86_400L,
                                "frozen_time",
                                request.params().get("frozen_time"),
                                "name",
                                request.text("name"),
                                "status",
                                "ready",
                                "status_details",
                                Json.object()));
        scope.emit("test_helpers.test_clock.created", clock);
        return clock;
    }

    private ObjectNode advance(Scope scope, Request request) {
        ObjectNode clock = scope.get(TYPE, request.id(), "test_clock");
        long target = Json.number(request.params(), "frozen_time");
        if (target <= Json.number(clock, "frozen_time")) {
            throw ApiError.invalid(null, "frozen_time", "A test clock can only be put forward.");
        }
        clock.put("status", "advancing");
        clock.set(
                "status_details",
                Json.object("advancing", Json.object("target_frozen_time", target)));
        scope.save(clock);
        scope.emit("test_helpers.test_clock.advancing", clock);
        World world = scope.world();
        scope.unit().afterwards(() -> run(world, scope, request.id(), target));
        return clock;
    }

    /** Lets happen what is due by then, and only then is the clock ready again. */
    private static void run(World world, Scope started, String id, long target) {
        world.timers().run(id, target);
        world.store()
                .change(
                        unit -> {
                            Scope scope =
                                    new Scope(
                                            world,
                                            unit,
                                            started.account(),
                                            started.cause(),
                                            "",
                                            null);
                            scope.find(TYPE, id)
                                    .ifPresent(
                                            clock -> {
                                                clock.put("frozen_time", target);
                                                clock.put("status", "ready");
                                                clock.set("status_details", Json.object());
                                                scope.save(clock);
                                                scope.emit("test_helpers.test_clock.ready", clock);
                                            });
                            return unit;
                        });
    }

    private ObjectNode delete(Scope scope, Request request) {
        ObjectNode clock = scope.get(TYPE, request.id(), "test_clock");
        ObjectNode last = scope.render(clock);
        for (String type : new String[] {"customer", "subscription", Store.TIMER}) {
            scope.all(type, "_clock", request.id()).toList().forEach(scope::remove);
        }
        scope.remove(clock);
        scope.emitWith("test_helpers.test_clock.deleted", last);
        return Json.object("id", request.id(), "object", TYPE, "deleted", true);
    }
}
