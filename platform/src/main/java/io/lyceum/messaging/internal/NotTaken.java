package io.lyceum.messaging.internal;

import java.time.Instant;
import java.util.Optional;

/** The server did not take a mail. */
public final class NotTaken extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;
    private final boolean nobody;
    private final transient Optional<Instant> until;

    private NotTaken(String why, boolean forGood, boolean nobody, Optional<Instant> until) {
        super(why);
        this.forGood = forGood;
        this.nobody = nobody;
        this.until = until;
    }

    /** It may be tried again. */
    static NotTaken forNow(String why) {
        return new NotTaken(why, false, false, Optional.empty());
    }

    /** Its quota is used up; it was not asked. */
    static NotTaken before(Instant until) {
        return new NotTaken(
                "the mail server's quota is used up for now", false, false, Optional.of(until));
    }

    /**
     * It never takes this mail.
     *
     * @param nobody whether there is nobody at the address
     */
    static NotTaken forGood(String why, boolean nobody) {
        return new NotTaken(why, true, nobody, Optional.empty());
    }

    /** When its quota has room again, if that is all. */
    public Optional<Instant> until() {
        return until;
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
