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
     * Does the next portion of what is due at the current school; no transaction is open. What is
     * put off has a signal of its own ({@link DueSchools}).
     *
     * @return whether more may be due
     */
    boolean portion(Turn turn);

    /** How long a school is worked on before another one has its turn. */
    interface Turn {

        /** Tells whether nothing more should be begun; what is left is done in the next turn. */
        boolean over();
    }
}
