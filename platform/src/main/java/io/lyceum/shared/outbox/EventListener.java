package io.lyceum.shared.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who is told about one kind of event, at least once. Its class name is the name of its
 * delivery rows: renaming one orphans what is still under way. Not sealed, although there are just
 * two kinds: the container makes proxies that implement it.
 */
public interface EventListener<E extends Event> {

    /** The kind of event that this listener is told about. */
    Class<E> event();

    /**
     * Reacts.
     *
     * @param id the event's id: the idempotency key of whatever is done
     * @throws Undeliverable when trying again cannot help; the delivery is parked at once
     * @throws Unavailable when it is tried for longer than after other failures
     * @throws NotNow when it is to be asked again at a certain time; that is no attempt
     */
    void on(UUID id, E event);

    /** Tells whether it is one of many and in no hurry: such ones keep no others waiting. */
    default boolean bulk(E event) {
        return false;
    }

    /** Runs in a transaction together with the mark that it has run: its effect happens once. */
    interface InTransaction<E extends Event> extends EventListener<E> {}

    /** Talks to the outside, so it runs outside any transaction and may be repeated. */
    interface Outbound<E extends Event> extends EventListener<E> {}

    /** Somebody whose part it is was not to be reached: worth trying again for two days. */
    class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }

    /** It is the wrong time: nothing failed, and it is asked again later. */
    final class NotNow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Instant until;

        /**
         * @param why shown to those who run the school
         */
        public NotNow(Instant until, String why) {
            super(why, null, false, false);
            this.until = until;
        }

        public Instant until() {
            return until;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** A delivery that no retry can save. */
    final class Undeliverable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Undeliverable(String message) {
            super(message);
        }

        public Undeliverable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
