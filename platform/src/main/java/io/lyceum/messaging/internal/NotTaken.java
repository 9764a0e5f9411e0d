package io.lyceum.messaging.internal;

/** The server did not take a mail. */
public final class NotTaken extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    NotTaken(String why, boolean forGood) {
        super(why);
        this.forGood = forGood;
    }

    /** Tells whether it never will. */
    public boolean isForGood() {
        return forGood;
    }
}
