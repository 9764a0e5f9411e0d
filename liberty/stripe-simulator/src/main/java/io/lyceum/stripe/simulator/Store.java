package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps all documents, in memory and in a journal, and lets one unit of work at them at a time.
 *
 * <p>A document has an {@code object} (its type), an {@code id} and an {@code _account} that owns
 * it. Fields that begin with an underscore are ours and never shown.
 */
final class Store implements AutoCloseable {

    static final String TIMER = "_timer";

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Map<String, ObjectNode>> types = new HashMap<>();
    private final Map<String, String> typeOfKey = new HashMap<>();
    private final Map<String, TreeMap<String, String>> timers = new HashMap<>();
    private final Journal journal;

    Store(Journal journal) {
        this.journal = journal;
        journal.replay(this::apply);
        journal.begin(everything());
    }

    /**
     * Runs a unit of work that sees and leaves a consistent state: all it saved is kept when it
     * ends, nothing when it throws, unless the error says that its effects are kept.
     */
    <T> T change(Function<Unit, T> work) {
        List<Runnable> afterwards;
        T result;
        lock.lock();
        try {
            Unit unit = new Unit(this);
            try {
                result = work.apply(unit);
                afterwards = commit(unit);
            } catch (ApiError e) {
                if (e.effectsKept()) {
                    commit(unit).forEach(Runnable::run);
                }
                throw e;
            }
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
        return result;
    }

    private List<Runnable> commit(Unit unit) {
        ObjectNode line = unit.changes();
        if (!line.isEmpty()) {
            apply(line);
            journal.append(line);
        }
        return unit.afterwards();
    }

    /** Puts or removes documents, as a line of the journal says. */
    private void apply(ObjectNode line) {
        line.path("put").forEach(document -> put((ObjectNode) document));
        line.path("remove").forEach(key -> remove(key.asText()));
    }

    private void put(ObjectNode document) {
        String key = key(document);
        String type = document.get("object").asText();
        if (type.equals(TIMER)) {
            remove(key);
            timers(Json.text(document, "_clock", "")).put(moment(document), key);
        }
        types.computeIfAbsent(type, name -> new LinkedHashMap<>()).put(key, document);
        typeOfKey.put(key, type);
    }

    private void remove(String key) {
        String type = typeOfKey.remove(key);
        if (type != null) {
            ObjectNode document = types.get(type).remove(key);
            if (type.equals(TIMER)) {
                timers(Json.text(document, "_clock", "")).remove(moment(document));
            }
        }
    }

    private TreeMap<String, String> timers(String clock) {
        return timers.computeIfAbsent(clock, name -> new TreeMap<>());
    }

    private static String moment(ObjectNode timer) {
        return String.format("%012d %s", Json.number(timer, "at"), timer.path("id").asText());
    }

    /** The earliest timer of a clock (or of the simulator's own: ""), if it is due. */
    Optional<ObjectNode> dueTimer(String clock, long now) {
        lock.lock();
        try {
            Map.Entry<String, String> first = timers(clock).firstEntry();
            if (first == null) {
                return Optional.empty();
            }
            ObjectNode timer = types.get(TIMER).get(first.getValue());
            return Json.number(timer, "at") <= now ? Optional.of(timer) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    Optional<ObjectNode> find(String key) {
        String type = typeOfKey.get(key);
        return type == null ? Optional.empty() : Optional.of(types.get(type).get(key));
    }

    Collection<ObjectNode> all(String type) {
        return types.getOrDefault(type, Map.of()).values();
    }

    /** How many documents there are of each type. */
    Map<String, Integer> counts() {
        lock.lock();
        try {
            Map<String, Integer> counts = new TreeMap<>();
            types.forEach((type, documents) -> counts.put(type, documents.size()));
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, in the journal too. */
    void clear() {
        lock.lock();
        try {
            types.clear();
            typeOfKey.clear();
            timers.clear();
            journal.begin(Stream.empty());
        } finally {
            lock.unlock();
        }
    }

    /** A line for each document, so that none of them is long. */
    private Stream<ObjectNode> everything() {
        return types.values().stream()
                .flatMap(documents -> documents.values().stream())
                .map(document -> Json.object("put", Json.array(document)));
    }

    /**
     * What a document is found by: its id, or if people chose the id, account, type and id, because
     * two accounts may choose the same.
     */
    static String key(ObjectNode document) {
        String id = document.get("id").asText();
        return document.path("_chosen").asBoolean()
                ? chosenKey(document.path("_account").asText(), document.get("object").asText(), id)
                : id;
    }

    static String chosenKey(String account, String type, String id) {
        return account + "/" + type + "/" + id;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
