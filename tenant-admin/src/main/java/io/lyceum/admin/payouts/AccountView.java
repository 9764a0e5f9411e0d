package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account at Stripe, and what its owner has to do.
 *
 * @param connect the form that opens it
 * @param onboard where its owner is led to Stripe
 * @param refresh where it is asked for anew
 * @param there nothing before it is opened
 */
public record AccountView(
        Form connect,
        List<Option> countries,
        String onboard,
        String refresh,
        Optional<There> there) {

    /**
     * How it stands.
     *
     * @param words what that means
     * @param demands what Stripe asks for
     * @param wrong what it was told and found wrong, in its words
     * @param error why Stripe could not be asked; empty if it could
     */
    public record There(
            Badge state,
            String words,
            boolean ready,
            List<Demand> demands,
            List<String> wrong,
            Optional<Instant> dueBy,
            Badge tax,
            String taxWords,
            String bank,
            String error) {}

    /** One thing that Stripe asks for, and what to do. */
    public record Demand(String title, String todo) {}
}
