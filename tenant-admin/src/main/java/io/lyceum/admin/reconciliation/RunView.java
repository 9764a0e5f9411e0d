package io.lyceum.admin.reconciliation;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One comparison.
 *
 * @param running whether it goes on
 * @param green whether everything is as it should be
 * @param error why it ended before its end; empty if it did not
 * @param unexplained what differs
 * @param repaired what was missing and is there now
 */
public record RunView(
        Badge state,
        boolean running,
        boolean green,
        String error,
        Instant since,
        Instant until,
        Optional<Instant> finished,
        String transactions,
        String events,
        List<SumRow> sums,
        List<FindingRow> unexplained,
        List<FindingRow> repaired) {

    /**
     * What a school's balance changed by.
     *
     * @param school empty for what is the platform's own, which no school's books hold
     * @param differs whether both are not the same
     */
    public record SumRow(
            String school,
            Optional<String> href,
            String currency,
            String transactions,
            String stripe,
            String ledger,
            String difference,
            boolean differs) {}

    /**
     * Something that was not as it should be.
     *
     * @param amount at Stripe; empty if it is not there
     * @param ledger in the books; empty if it is not there
     */
    public record FindingRow(
            String id,
            String what,
            String school,
            Optional<String> href,
            String amount,
            String ledger,
            String detail) {}
}
