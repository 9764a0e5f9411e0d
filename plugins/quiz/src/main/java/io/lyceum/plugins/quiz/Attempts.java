package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Storage;
import io.lyceum.plugin.Storage.Entry;
import java.util.Optional;

/**
 * One learner's attempts at one quiz. Keys count down, so that the latest attempt comes first: it
 * knows of all earlier ones, and reading it is one look however many there are.
 */
final class Attempts {

    private static final String PREFIX = "attempt-";
    private static final int TOP = 9999;

    private final Storage storage;

    Attempts(Storage storage) {
        this.storage = storage;
    }

    /** An attempt as it was read. */
    record Held(Attempt attempt, long version) {}

    Optional<Held> latest() {
        return storage.list(PREFIX, null, 1).stream().findFirst().flatMap(Attempts::held);
    }

    Optional<Held> find(int number) {
        return number < 1 || number > Settings.MOST_ATTEMPTS
                ? Optional.empty()
                : storage.get(key(number)).flatMap(Attempts::held);
    }

    /** Keeps a new attempt; false when somebody was faster: an attempt of one number is one. */
    boolean create(Attempt attempt) {
        return storage.create(key(attempt.number()), attempt.write()).isPresent();
    }

    /** Changes an attempt that nobody has changed meanwhile; false otherwise. */
    boolean replace(Held held, Attempt changed) {
        return storage.replace(key(changed.number()), changed.write(), held.version()).isPresent();
    }

    private static String key(int number) {
        return PREFIX + (TOP - number);
    }

    private static Optional<Held> held(Entry entry) {
        return Attempt.read(entry.value()).map(attempt -> new Held(attempt, entry.version()));
    }
}
