package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an account has at Stripe, and what went to the bank.
 *
 * @param known whether Stripe answered
 * @param pay the form that pays out; nothing while there is nothing to pay out
 */
public record MoneyView(
        boolean known,
        List<BalanceRow> balances,
        Optional<Pay> pay,
        List<PayoutRow> payouts,
        List<MoveRow> moves) {

    /** What there is in one currency. */
    public record BalanceRow(String available, String pending) {}

    /**
     * Paying out now.
     *
     * @param key of the payout: who presses twice is paid once
     * @param fee about what an instant payout costs
     */
    public record Pay(
            Form form, String key, List<Option> currencies, List<Option> methods, String fee) {}

    /** A payout. */
    public record PayoutRow(
            String amount,
            String how,
            Badge state,
            String failure,
            Instant when,
            Optional<Instant> arrives) {}

    /** Money that came from the platform, or went back. */
    public record MoveRow(String amount, String what, Badge state, String error, Instant when) {}
}
