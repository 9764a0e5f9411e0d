package io.lyceum.commerce.internal;

import io.lyceum.commerce.Balance;
import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings an account to where it should be: what Stripe says of it is known, what was asked for is
 * done, whoever has earned something has it, whoever has too much gives it back. Whoever calls, and
 * however often, the end is the same: what moves money is a row first, one at a time, and is asked
 * for with the row's id.
 */
@ApplicationScoped
public class Paying {

    /** Stripe forgets its keys after a day; what is older is looked for first. */
    private static final Duration KEYS = Duration.ofHours(12);

    private static final Duration CARRIED = Duration.ofDays(1);
    private static final int MOST_MOVES = 50;

    private final ConnectGateway stripe;
    private final ConnectedRows accounts;
    private final AgreementRows agreements;
    private final EarningRows earnings;
    private final TransferRows transfers;
    private final PayoutRows payouts;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration check;

    protected Paying() {
        this(null, null, null, null, null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param check after which time Stripe is asked again for what it refused, about payouts that
     *     are under way, and while it does not answer
     */
    @Inject
    Paying(
            ConnectGateway stripe,
            ConnectedRows accounts,
            AgreementRows agreements,
            EarningRows earnings,
            TransferRows transfers,
            PayoutRows payouts,
            CurrentSchool school,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "lyceum.payouts.check", defaultValue = "PT1H") Duration check) {
        this.stripe = stripe;
        this.accounts = accounts;
        this.agreements = agreements;
        this.earnings = earnings;
        this.transfers = transfers;
        this.payouts = payouts;
        this.school = school;
        this.transactions = transactions;
        this.clock = clock;
        this.check = check;
    }

    /**
     * Asks Stripe and does what is to be done.
     *
     * @throws Problem PAYMENT_UNREACHABLE and others; it is tried again by itself
     */
    public void bring(UUID id) {
        StripeChecks.Asked asked = transactions.call(() -> accounts.checks().ask(id));
        Optional<ConnectedAccount> found = transactions.call(() -> accounts.find(id));
        if (found.isEmpty()) {
            return;
        }
        try {
            String account = opened(found.get());
            ConnectedAccount.State state = stripe.read(account);
            transactions.run(() -> accounts.state(id, state, asked.at()));
            follow(found.get(), account);
            boolean refused = move(id, found.get().payee(), account, state);
            transactions.run(
                    () -> {
                        accounts.lock(id);
                        accounts.checks().at(id, next(found.get(), account, refused), asked);
                    });
        } catch (Problem problem) {
            transactions.run(
                    () ->
                            accounts.checks()
                                    .trouble(
                                            id,
                                            problem.detail(),
                                            clock.instant().plus(check),
                                            asked));
            throw problem;
        }
    }

    /** Has Stripe open an account, if it has not yet. */
    private String opened(ConnectedAccount account) {
        if (account.accountId().isPresent()) {
            return account.accountId().get();
        }
        String opened =
                stripe.open(
                        school.id().value(),
                        account.id(),
                        account.country(),
                        account.payee().kind() == Payee.Kind.SCHOOL);
        transactions.run(() -> accounts.attach(account.id(), opened));
        return opened;
    }

    /** What Stripe has of an account's payouts counts; what it has not is asked for, once more. */
    private void follow(ConnectedAccount of, String account) {
        List<BankPayout> wanted = transactions.call(() -> payouts.asked(account));
        List<ConnectGateway.Told> told = stripe.payouts(account);
        for (BankPayout one : wanted) {
            if (told.stream().noneMatch(t -> t.row().equals(Optional.of(one.id())))) {
                payOut(account, one);
            }
        }
        List<ConnectGateway.Told> now = wanted.isEmpty() ? told : stripe.payouts(account);
        transactions.run(() -> now.forEach(one -> payouts.apply(of, account, one)));
    }

    private void payOut(String account, BankPayout wanted) {
        try {
            stripe.payOut(
                    wanted.id(), account, wanted.method(), wanted.currency(), wanted.amountMinor());
        } catch (Problem problem) {
            if (problem.code() != PaymentProblem.PAYMENT_REFUSED) {
                throw problem;
            }
            transactions.run(() -> payouts.refused(wanted.id(), reason(problem)));
        }
    }

    /** What Stripe said. */
    private static String reason(Problem problem) {
        return problem.details().length == 0
                ? problem.detail()
                : String.valueOf(problem.details()[0]);
    }

    /**
     * Moves what is to be moved, one after another.
     *
     * @return whether Stripe has refused something
     */
    private boolean move(UUID id, Payee payee, String account, ConnectedAccount.State state) {
        for (int i = 0; i < MOST_MOVES; i++) {
            Optional<TransferRows.Wanted> wanted =
                    transactions.call(() -> wanted(id, payee, account, state));
            if (wanted.isEmpty()) {
                return false;
            }
            if (!move(wanted.get())) {
                return true;
            }
        }
        return false;
    }

    /** Finds what is on its way already; if nothing is, notes what is to be. */
    private Optional<TransferRows.Wanted> wanted(
            UUID id, Payee payee, String account, ConnectedAccount.State state) {
        if (accounts.lock(id).isEmpty()) {
            return Optional.empty();
        }
        Optional<TransferRows.Wanted> pending = transfers.pending(account);
        if (pending.isPresent()) {
            return pending;
        }
        long minimum = payee.person().map(agreements::minimum).orElse(0L);
        for (Balance balance : earnings.balances(payee)) {
            Shares.Step step =
                    Shares.next(
                            balance.earnedMinor() - balance.heldMinor(),
                            balance.earnedMinor(),
                            balance.movedMinor(),
                            minimum);
            boolean noted =
                    switch (step.move()) {
                        case NOTHING -> false;
                        case SEND -> {
                            if (state.transfersEnabled()
                                    && !refused(account, false, check.dividedBy(2))) {
                                transfers.send(payee, account, balance.currency(), step.minor());
                                yield true;
                            }
                            yield false;
                        }
                        case TAKE_BACK ->
                                !refused(account, true, CARRIED)
                                        && transfers.takeBack(
                                                payee, account, balance.currency(), step.minor());
                    };
            if (noted) {
                return transfers.pending(account);
            }
        }
        return Optional.empty();
    }

    private boolean refused(String account, boolean back, Duration lately) {
        return transfers
                .refusedAt(account, back)
                .filter(at -> at.plus(lately).isAfter(clock.instant()))
                .isPresent();
    }

    /** Has Stripe move something; answers whether it did. */
    private boolean move(TransferRows.Wanted wanted) {
        try {
            String known = known(wanted).orElseGet(() -> ask(wanted));
            transactions.run(() -> transfers.done(wanted, known));
            return true;
        } catch (Problem problem) {
            if (problem.code() != PaymentProblem.PAYMENT_REFUSED) {
                transactions.run(() -> transfers.unknown(wanted.id(), problem.detail()));
                throw problem;
            }
            transactions.run(() -> transfers.refused(wanted.id(), reason(problem)));
            return false;
        }
    }

    private Optional<String> known(TransferRows.Wanted wanted) {
        if (wanted.since().plus(KEYS).isAfter(clock.instant())) {
            return Optional.empty();
        }
        return wanted.of().isPresent()
                ? stripe.takenBack(wanted.id(), wanted.of().get())
                : stripe.sent(wanted.id());
    }

    private String ask(TransferRows.Wanted wanted) {
        return wanted.of().isPresent()
                ? stripe.takeBack(wanted.id(), wanted.of().get(), wanted.minor())
                : stripe.send(
                        school.id().value(),
                        wanted.id(),
                        wanted.account(),
                        wanted.currency(),
                        wanted.minor());
    }

    private Optional<Instant> next(ConnectedAccount account, String id, boolean refused) {
        Instant now = clock.instant();
        boolean soon = refused || payouts.underWay(id);
        return Stream.of(
                        earnings.nextDue(account.payee()),
                        transfers.refusedAt(id, true).map(at -> at.plus(CARRIED)),
                        transfers.refusedAt(id, false).map(at -> at.plus(check)),
                        soon ? Optional.of(now.plus(check)) : Optional.<Instant>empty())
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }
}
