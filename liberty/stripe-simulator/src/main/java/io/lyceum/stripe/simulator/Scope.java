package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens on behalf of one account at one moment: finds, adds and saves documents, tells of
 * events and sets timers.
 *
 * @param cause the request that made it happen, as an event tells it
 * @param clock the test clock whose time it is, or "" for the simulator's own
 * @param time seconds since 1970, or null for what the clock says
 */
record Scope(
        World world,
        Unit unit,
        String account,
        ObjectNode cause,
        String clock,
        @Nullable Long time) {

    long now() {
        if (time != null) {
            return time;
        }
        return clock.isEmpty()
                ? world.times().now()
                : unit.find(clock)
                        .map(document -> Json.number(document, "frozen_time"))
                        .orElseGet(() -> world.times().now());
    }

    /** The same at the account and by the clock of a document. */
    Scope of(ObjectNode document) {
        String owner = Json.text(document, "_account", account);
        String its = Json.text(document, "_clock", "");
        return its.equals(clock) && owner.equals(account)
                ? this
                : new Scope(world, unit, owner, cause, its, its.equals(clock) ? time : null);
    }

    Scope at(String otherAccount) {
        return new Scope(world, unit, otherAccount, cause, clock, time);
    }

    boolean isPlatform() {
        return account.equals(world.platform());
    }

    /** Adds a document of this type; id, account, moment and mode are filled in. */
    ObjectNode add(String type, ObjectNode fields) {
        ObjectNode document = Json.object("id", Ids.of(type), "object", type);
        document.put("created", now());
        document.put("livemode", false);
        document.put("_account", account);
        if (!clock.isEmpty()) {
            document.put("_clock", clock);
        }
        document.setAll(fields);
        if (!world.shapes().fields(type).isEmpty()) {
            for (String field : new String[] {"created", "livemode"}) {
                if (!world.shapes().fields(type).containsKey(field)) {
                    document.set("_" + field, document.remove(field));
                }
            }
        }
        unit.save(document);
        return document;
    }

    void save(ObjectNode document) {
        unit.save(document);
    }

    void remove(ObjectNode document) {
        unit.remove(Store.key(document));
    }

    Optional<ObjectNode> find(String type, @Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        return unit.find(id)
                .or(() -> unit.find(Store.chosenKey(account, type, id)))
                .filter(document -> document.path("object").asText().equals(type))
                .filter(document -> document.path("_account").asText().equals(account));
    }

    /**
     * Finds what a parameter names.
     *
     * @throws ApiError resource_missing
     */
    ObjectNode get(String type, @Nullable String id, String param) {
        return find(type, id).orElseThrow(() -> ApiError.noSuch(type, String.valueOf(id), param));
    }

    /** Finds what a field of a document names; it must be there. */
    ObjectNode get(String type, ObjectNode document, String field) {
        return get(type, Json.text(document, field), field);
    }

    /** All of this account's documents of a type, oldest first, to be read only. */
    Stream<ObjectNode> all(String type) {
        return unit.all(type)
                .filter(document -> document.path("_account").asText().equals(account));
    }

    /** Those of which a field has this value. */
    Stream<ObjectNode> all(String type, String field, @Nullable String value) {
        return all(type)
                .filter(document -> value != null && value.equals(Json.text(document, field)));
    }

    void timer(String kind, ObjectNode target, long at) {
        ObjectNode timer =
                Json.object(
                        "id",
                        timerKey(kind, target),
                        "object",
                        Store.TIMER,
                        "kind",
                        kind,
                        "target",
                        Store.key(target),
                        "at",
                        at,
                        "_account",
                        account);
        if (!clock.isEmpty()) {
            timer.put("_clock", clock);
        }
        unit.save(timer);
    }

    void noTimer(String kind, ObjectNode target) {
        unit.remove(timerKey(kind, target));
    }

    private static String timerKey(String kind, ObjectNode target) {
        return "_" + kind + "/" + Store.key(target);
    }

    ObjectNode render(ObjectNode document) {
        return world.renderer().render(this, document);
    }

    void emit(String type, ObjectNode document) {
        world.events().emit(this, type, render(document), null);
    }

    void emitWith(String type, JsonNode rendered) {
        world.events().emit(this, type, rendered, null);
    }

    /** Saves a changed document and tells of it what it was before, if anything changed. */
    void updated(String type, ObjectNode document) {
        ObjectNode before = unit.before(document).map(this::render).orElseGet(Json::object);
        unit.save(document);
        ObjectNode after = render(document);
        ObjectNode previous = Events.previous(before, after);
        if (!previous.isEmpty()) {
            world.events().emit(this, type, after, previous);
        }
    }
}
