package io.lyceum.admin.reconciliation;

import java.util.List;
import java.util.Optional;

/**
 * How schools stand; amounts as shown to people.
 *
 * @param next the page that follows, when there is one
 */
public record BalancesView(List<Row> rows, Optional<String> next) {

    /**
     * A school in one currency.
     *
     * @param own what is left for the school
     * @param negative whether the school owes more than is there
     */
    public record Row(
            String school,
            String href,
            String currency,
            String sold,
            String fees,
            String atStripe,
            String platform,
            String teachers,
            String own,
            boolean negative) {}
}
