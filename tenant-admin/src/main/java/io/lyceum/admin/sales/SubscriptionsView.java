package io.lyceum.admin.sales;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import java.util.List;

/** Who pays again and again. */
public record SubscriptionsView(Listing listing, List<Row> rows) {

    /**
     * One subscription.
     *
     * @param buyer name or address; empty once they were erased
     * @param next what comes next, in words
     * @param cancel where its end is asked for; empty if it cannot be
     * @param keep where its end is taken back; empty if it cannot be
     */
    public record Row(
            String title,
            String buyer,
            String buyerHref,
            String price,
            Badge state,
            String next,
            String cancel,
            String keep) {}
}
