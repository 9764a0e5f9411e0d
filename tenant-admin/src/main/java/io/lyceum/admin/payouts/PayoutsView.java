package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * How the school gets its money.
 *
 * @param off whether there is no payment service
 * @param test whether no real money moves
 * @param figures what the school earned, by currency
 * @param schedule the form that says when Stripe pays out by itself
 */
public record PayoutsView(
        boolean off,
        boolean test,
        AccountView account,
        List<Figure> figures,
        MoneyView money,
        Form schedule,
        List<Option> intervals) {

    /** One sum. */
    public record Figure(String label, String value) {}
}
