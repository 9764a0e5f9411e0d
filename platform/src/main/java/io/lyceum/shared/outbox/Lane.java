package io.lyceum.shared.outbox;

/**
 * One kind of work that falls due at single schools. Lanes do not wait for each other, and a school
 * is worked on by one thread of a lane on each node.
 */
public interface Lane {

    /** The name that its signals bear; it stays. */
    String lane();

    /** How many schools are worked on at once on this node. */
    int schoolsAtOnce();

    /**
     * Does what is due at the current school; no transaction is open. What is left must have a
     * signal of its own ({@link DueSchools}).
     */
    void work();
}
