package io.lyceum.shared.audit;

import java.util.Optional;
import java.util.UUID;

/** The person on whose behalf the running thread works; set where a request is signed in. */
public final class Actor {

    private static final ThreadLocal<UUID> BOUND = new ThreadLocal<>();

    private Actor() {}

    /** The acting person, or nothing for the product's own work. */
    public static Optional<UUID> bound() {
        return Optional.ofNullable(BOUND.get());
    }

    /** Binds the acting person to this thread. */
    public static void bind(UUID person) {
        BOUND.set(person);
    }

    /** Forgets the acting person; every request ends with it. */
    public static void clear() {
        BOUND.remove();
    }
}
