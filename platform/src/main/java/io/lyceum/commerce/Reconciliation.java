package io.lyceum.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A comparison of Stripe with the books of all schools.
 *
 * @param since what happened at Stripe from then on was compared
 * @param until the moment of the latest that was
 * @param transactions how many changes of Stripe's balance there were
 * @param events how many messages Stripe has made
 * @param repaired how much was missing here and is here now
 * @param unexplained how much differs still
 * @param error why it ended before its end; empty if it did not
 */
public record Reconciliation(
        UUID id,
        Status status,
        Instant since,
        Instant until,
        Instant startedAt,
        Optional<Instant> finishedAt,
        int transactions,
        int events,
        int repaired,
        int unexplained,
        String error) {

    /** How a comparison stands. */
    public enum Status {
        RUNNING,
        DONE,
        /** It could not be made to its end; the next one looks at the same again. */
        FAILED
    }

    /**
     * What a school's balance changed by, in one currency.
     *
     * @param school name of the school; empty for what is the platform's own
     * @param slug of the school; empty for what is the platform's own
     * @param stripeMinor at Stripe, after fees, in minor units
     * @param ledgerMinor in the school's books
     */
    public record Sum(
            String school,
            String slug,
            String currency,
            int transactions,
            long stripeMinor,
            long ledgerMinor) {

        /** What Stripe has more than the books. */
        public long differenceMinor() {
            return stripeMinor - ledgerMinor;
        }
    }

    /** What was found. */
    public enum Kind {
        /** A message of Stripe that had not come in. */
        EVENT_MISSED,
        /** It was missing in the books. */
        REPAIRED,
        /** It differs, and nobody knows why. */
        UNEXPLAINED
    }

    /**
     * Something that was not as it should be.
     *
     * @param school name of the school; empty if it is known of none
     * @param slug of the school; empty if it is known of none
     * @param stripeId as Stripe names it, or as the books name what Stripe does not know
     * @param type as Stripe names it
     * @param currency of the amounts, if it is about any
     * @param stripeMinor at Stripe; nothing if it is not there
     * @param ledgerMinor in the books; nothing if it is not there
     * @param detail why it could not be repaired; may be empty
     */
    public record Finding(
            Kind kind,
            String school,
            String slug,
            String stripeId,
            String type,
            Optional<UUID> order,
            Optional<String> currency,
            Optional<Long> stripeMinor,
            Optional<Long> ledgerMinor,
            String detail) {}

    /**
     * A comparison with what it found.
     *
     * @param findings those that are not explained first; at most 1,000
     */
    public record Report(Reconciliation run, List<Sum> sums, List<Finding> findings) {}

    /** Tells whether everything is as it should be. */
    public boolean green() {
        return status == Status.DONE && unexplained == 0;
    }
}
