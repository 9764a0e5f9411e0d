package io.lyceum.messaging.internal;

/** The server did not take a mail. */
public final class NotTaken extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;
    private final boolean nobody;

    NotTaken(String why, boolean forGood, boolean nobody) {
        super(why);
        this.forGood = forGood;
        this.nobody = nobody;
    }

    /** Tells whether it never will. */
    public boolean isForGood() {
        return forGood;
    }

    /** Tells whether there is nobody at the address. */
    public boolean isNobody() {
        return nobody;
    }
}
