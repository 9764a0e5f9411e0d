package io.lyceum.commerce.internal;

import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import java.util.List;
import java.util.Set;

/**
 * What a posting leaves to be divided: what was sold without taxes, less what was given back, the
 * platform's share and Stripe's fee; in the currency in which it is at Stripe.
 *
 * @param minor negative for what goes back
 */
record Net(String currency, long minor) {

    private static final Set<LedgerAccount> OWN =
            Set.of(
                    LedgerAccount.SALES,
                    LedgerAccount.REFUNDS,
                    LedgerAccount.DISPUTES,
                    LedgerAccount.PLATFORM_FEES);

    static Net of(List<Line> lines) {
        String balance =
                lines.stream()
                        .filter(line -> line.account() == LedgerAccount.STRIPE_BALANCE)
                        .findFirst()
                        .orElse(lines.get(0))
                        .currency();
        long fees = 0;
        long own = 0;
        long other = 0;
        long exchanged = 0;
        long arrived = 0;
        for (Line line : lines) {
            boolean here = line.currency().equals(balance);
            if (line.account() == LedgerAccount.PROCESSOR_FEES) {
                fees += line.minor();
            } else if (OWN.contains(line.account())) {
                own -= here ? line.minor() : 0;
                other -= here ? 0 : line.minor();
            } else if (line.account() == LedgerAccount.EXCHANGE) {
                exchanged += here ? 0 : line.minor();
                arrived -= here ? line.minor() : 0;
            }
        }
        // Paid in another currency: as much of what arrived as it is of what was paid.
        long changed = exchanged == 0 ? 0 : Shares.fraction(arrived, other, exchanged);
        return new Net(balance, own + changed - fees);
    }
}
