package io.lyceum.shared.housekeeping;

import java.time.Instant;

/**
 * Something that is tidied up from time to time, on every node. It may come more often than needed
 * and on two nodes at once, and a failure ends only this one until the next time.
 */
public interface Chore {

    /** Tidies what this node keeps for itself; no school is bound. */
    default void onThisNode(Instant now) {}

    /** Tidies what the current school keeps; no transaction is open. */
    default void forSchool(Instant now) {}
}
