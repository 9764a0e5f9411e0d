package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A unit of work at the store: works on copies, which replace the originals when it ends. */
final class Unit {

    private final Store store;
    private final Map<String, ObjectNode> loaded = new HashMap<>();
    private final Map<String, ObjectNode> saved = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    Unit(Store store) {
        this.store = store;
    }

    /** A copy to work on; the same one each time. */
    Optional<ObjectNode> find(String key) {
        if (removed.contains(key)) {
            return Optional.empty();
        }
        ObjectNode mine = loaded.get(key);
        if (mine == null) {
            Optional<ObjectNode> found = store.find(key).map(ObjectNode::deepCopy);
            found.ifPresent(document -> loaded.put(key, document));
            return found;
        }
        return Optional.of(mine);
    }

    /** The document as it was before this unit of work. */
    Optional<ObjectNode> before(ObjectNode document) {
        return store.find(Store.key(document));
    }

    void save(ObjectNode document) {
        String key = Store.key(document);
        removed.remove(key);
        loaded.put(key, document);
        saved.put(key, document);
    }

    void remove(String key) {
        loaded.remove(key);
        saved.remove(key);
        removed.add(key);
    }

    /** All documents of a type, oldest first, to be read only. */
    Stream<ObjectNode> all(String type) {
        Stream<ObjectNode> old =
                store.all(type).stream()
                        .filter(document -> !removed.contains(Store.key(document)))
                        .map(document -> loaded.getOrDefault(Store.key(document), document));
        Stream<ObjectNode> added =
                saved.values().stream()
                        .filter(document -> document.path("object").asText().equals(type))
                        .filter(document -> store.find(Store.key(document)).isEmpty());
        return Stream.concat(old, added);
    }

    /** Starts over: nothing of what was done so far is kept. */
    void forget() {
        loaded.clear();
        saved.clear();
        removed.clear();
        afterwards.clear();
    }

    /** Runs something once this unit of work is done and kept. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    /** What is to be written; empty if nothing changed. */
    ObjectNode changes() {
        ObjectNode line = Json.object();
        if (!saved.isEmpty()) {
            ArrayNode put = Json.array();
            saved.values().forEach(document -> put.add(document.deepCopy()));
            line.set("put", put);
        }
        if (!removed.isEmpty()) {
            line.set("remove", Json.array(removed.toArray()));
        }
        return line;
    }
}
