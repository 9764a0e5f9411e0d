package io.lyceum.admin.disputes;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Disputes in a list.
 *
 * @param next the page that follows, when there is one
 * @param test whether no real money moves
 */
public record DisputesView(List<Tab> tabs, List<Row> rows, Optional<String> next, boolean test) {

    /**
     * One dispute.
     *
     * @param href of its order
     * @param buyer name, or the address; empty once they were erased
     * @param due until when evidence is taken
     */
    public record Row(
            String href,
            String course,
            String buyer,
            String reason,
            String amount,
            Badge state,
            Optional<Instant> due,
            Instant opened) {}
}
