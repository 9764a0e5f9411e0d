package io.lyceum.admin.credits;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One account.
 *
 * @param free what is left of this month's, and how many came
 * @param unlimited until when nothing is counted
 * @param person where its owner is shown; nothing for the school's own
 */
public record CreditAccountView(
        Form grant,
        Form forever,
        String left,
        String free,
        String extra,
        String held,
        Instant renews,
        Optional<Instant> unlimited,
        Optional<String> person,
        List<Line> lines) {

    /**
     * Something that happened.
     *
     * @param amount with its sign; empty if nothing was counted
     */
    public record Line(Badge kind, String note, String amount, Instant when) {}
}
