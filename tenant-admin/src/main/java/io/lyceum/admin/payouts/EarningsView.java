package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a teacher earns.
 *
 * @param steps on the way to the first money; none once all are done
 * @param accept whether there is something to agree with
 * @param older where more of the statement is
 */
public record EarningsView(
        boolean off,
        boolean test,
        List<Step> steps,
        List<Term> terms,
        boolean accept,
        boolean mayConnect,
        AccountView account,
        List<PayoutsView.Figure> figures,
        List<Line> statement,
        Optional<String> older,
        MoneyView money) {

    /** What was agreed about a course. */
    public record Term(String course, String share, String terms, boolean accepted) {}

    /**
     * An earning, or what was taken back of one.
     *
     * @param held until when, if it is
     */
    public record Line(
            String what, String kind, String amount, Instant when, Optional<Instant> held) {}
}
