package io.lyceum.messaging;

import java.time.Instant;
import java.util.UUID;

/**
 * An address that gets no mails but answers to what its owner does.
 *
 * @param address in lower case
 * @param note what its server said, or whoever put it here
 */
public record Suppression(UUID id, String address, Reason reason, String note, Instant createdAt) {

    /** Why. Answers to what somebody does go to all of them. */
    public enum Reason {
        /** Its server said that there is nobody; until an answer gets through. */
        BOUNCED,
        /** A mail provider says that there is nobody: it takes mails first and tries them later. */
        REPORTED,
        /** Its owner called a mail spam. */
        COMPLAINED,
        /** Somebody at the school put it here. */
        ADDED
    }
}
