package io.lyceum.admin.reconciliation;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Comparisons in a list.
 *
 * @param off whether there is no payment service to compare with
 * @param next the page that follows, when there is one
 */
public record RunsView(List<Row> rows, boolean off, Optional<String> next) {

    /**
     * One comparison; its numbers are in words.
     *
     * @param repaired how much was missing and is there now
     */
    public record Row(
            String href,
            Instant started,
            Badge state,
            String transactions,
            String events,
            String repaired,
            String unexplained) {}
}
