package io.lyceum.admin.deliveries;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries that were given up on.
 *
 * @param retryAll where a POST retries every one of them
 */
public record DeliveriesView(
        List<ParkedRow> rows, String retryAll, Optional<String> next, long waiting) {

    /**
     * One parked delivery.
     *
     * @param what what should have happened, in the reader's language
     * @param attempts how often it was tried, in words
     * @param retry where a POST tries again
     */
    public record ParkedRow(
            String id,
            String what,
            String event,
            String attempts,
            String error,
            Instant parked,
            String retry) {}
}
