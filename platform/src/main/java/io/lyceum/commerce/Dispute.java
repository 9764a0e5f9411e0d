package io.lyceum.commerce;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A payment that the buyer's bank takes back, or asks about.
 *
 * @param disputeId as Stripe names it
 * @param reason as Stripe names it, for example {@code fraudulent}
 * @param amountMinor what is disputed, in minor units of the currency
 * @param dueAt until when evidence is taken; nothing once it is decided
 * @param closedAt when it was known to be decided
 */
public record Dispute(
        UUID id,
        UUID order,
        String disputeId,
        String reason,
        Status status,
        String currency,
        long amountMinor,
        Optional<Instant> dueAt,
        Instant openedAt,
        Optional<Instant> closedAt) {

    /** How a dispute stands. */
    public enum Status {
        /** The bank asks; no money has moved. */
        INQUIRY,
        /** The money is gone until it is decided; evidence is waited for. */
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        /** The money is back. */
        WON,
        LOST,
        /** An inquiry that came to nothing. */
        CLOSED
    }

    /** Those that are not decided. */
    public static final Set<Status> OPEN =
            Set.of(Status.INQUIRY, Status.NEEDS_RESPONSE, Status.UNDER_REVIEW);

    /** Tells whether it is not decided yet. */
    public boolean open() {
        return OPEN.contains(status);
    }

    /** Tells whether the money is with the buyer's bank. */
    public boolean withdrawn() {
        return switch (status) {
            case NEEDS_RESPONSE, UNDER_REVIEW, LOST -> true;
            case INQUIRY, WON, CLOSED -> false;
        };
    }
}
