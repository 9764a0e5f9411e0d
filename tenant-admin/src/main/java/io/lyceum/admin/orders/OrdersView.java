package io.lyceum.admin.orders;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import java.time.Instant;
import java.util.List;

/**
 * Orders in a list.
 *
 * @param csv where they are as a table for spreadsheets
 * @param test whether no real money moves
 * @param off whether nothing can be bought, because no payment service is set up
 */
public record OrdersView(Listing listing, List<Row> rows, String csv, boolean test, boolean off) {

    /**
     * One order.
     *
     * @param buyer name, or the address; empty once they were erased
     * @param number of the receipt; empty before it is paid
     */
    public record Row(
            String href,
            String course,
            String buyer,
            String number,
            String amount,
            Badge state,
            Instant when) {}
}
