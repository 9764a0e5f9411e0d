package io.lyceum.commerce;

import io.lyceum.commerce.internal.ConnectedRows;
import io.lyceum.commerce.internal.Onboarding;
import io.lyceum.commerce.internal.Paying;
import io.lyceum.commerce.internal.PayoutRows;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.commerce.internal.TransferRows;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the current school and its teachers get their money: accounts at Stripe, and what goes from
 * them to banks.
 */
@ApplicationScoped
public class Payouts {

    /** Where accounts can be opened: two letters each. */
    public static final List<String> COUNTRIES =
            List.of(
                    "AE", "AT", "AU", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
                    "FI", "FR", "GB", "GI", "GR", "HK", "HR", "HU", "IE", "IT", "JP", "LI", "LT",
                    "LU", "LV", "MT", "MX", "NL", "NO", "NZ", "PL", "PT", "RO", "SE", "SG", "SI",
                    "SK", "TH", "US");

    private static final long LEAST_INSTANT_FEE = 50;
    private static final long WHOLE = 10_000;

    private final Onboarding onboarding;
    private final Paying paying;
    private final ConnectedRows accounts;
    private final PayoutRows payouts;
    private final TransferRows transfers;
    private final StripeGateway stripe;
    private final Audit audit;
    private final Transactions transactions;
    private final int instantBasisPoints;

    protected Payouts() {
        this(null, null, null, null, null, null, null, null, 0);
    }

    /**
     * @param instantBasisPoints what Stripe keeps of an instant payout, in hundredths of a percent
     */
    @Inject
    Payouts(
            Onboarding onboarding,
            Paying paying,
            ConnectedRows accounts,
            PayoutRows payouts,
            TransferRows transfers,
            StripeGateway stripe,
            Audit audit,
            Transactions transactions,
            @ConfigProperty(name = "lyceum.payouts.instant-fee-basis-points", defaultValue = "100")
                    int instantBasisPoints) {
        this.instantBasisPoints = instantBasisPoints;
        this.onboarding = onboarding;
        this.paying = paying;
        this.accounts = accounts;
        this.payouts = payouts;
        this.transfers = transfers;
        this.stripe = stripe;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Tells whether there is a payment service. */
    public boolean ready() {
        return stripe.ready();
    }

    /** Tells whether no real money moves. */
    public boolean test() {
        return stripe.test();
    }

    /** Finds somebody's account, as it was when Stripe was asked last. */
    public Optional<ConnectedAccount> find(Payee payee) {
        return transactions.call(() -> accounts.of(payee));
    }

    /**
     * Reads somebody's account.
     *
     * @throws Problem NOT_FOUND while they have none
     */
    public ConnectedAccount account(Payee payee) {
        return find(payee).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Opens an account for somebody, or goes on with the one that there is.
     *
     * @param country two letters; counts until Stripe has opened the account
     * @throws Problem INVALID_INPUT, PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public ConnectedAccount connect(Payee payee, String country) {
        return onboarding.connect(payee, country);
    }

    /**
     * Answers where the owner of an account tells Stripe what it must know.
     *
     * @param path of the page of the school to come back to
     * @throws Problem NOT_FOUND, PAYMENTS_OFF, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public String link(Payee payee, String path) {
        return onboarding.link(account(payee), path);
    }

    /**
     * Asks Stripe how an account stands, and does what is to be done.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE
     */
    public ConnectedAccount refresh(Payee payee) {
        paying.bring(account(payee).id());
        return account(payee);
    }

    /**
     * Asks Stripe what an account has, by currency; nothing before it is opened.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE
     */
    public List<ConnectedBalance> balances(Payee payee) {
        return onboarding.balances(account(payee));
    }

    /**
     * Changes when Stripe pays out by itself.
     *
     * @throws Problem NOT_FOUND, PAYMENT_UNREACHABLE, PAYMENT_REFUSED
     */
    public ConnectedAccount schedule(Payee payee, ConnectedAccount.Interval interval) {
        onboarding.schedule(account(payee), interval);
        return refresh(payee);
    }

    /** Lists somebody's payouts, the latest first; at most 100. */
    public List<BankPayout> list(Payee payee) {
        return transactions.call(
                () ->
                        accounts.of(payee).flatMap(ConnectedAccount::accountId).stream()
                                .flatMap(account -> payouts.of(account).stream())
                                .toList());
    }

    /**
     * Tells about how much Stripe keeps of an instant payout; what it is in the end stands at the
     * payout.
     */
    public long instantFee(long minor) {
        return Math.max(LEAST_INSTANT_FEE, minor * instantBasisPoints / WHOLE);
    }

    /** Lists what went to somebody's account and came back, the latest first; at most 100. */
    public List<ShareTransfer> transfers(Payee payee) {
        return transactions.call(() -> transfers.of(payee));
    }

    /**
     * Pays out to the bank. While Stripe does not answer, it is asked again by itself.
     *
     * @param id of the new payout: who asks twice with the same one is paid once
     * @throws Problem NOT_FOUND before Stripe has opened the account
     */
    public BankPayout payOut(
            Payee payee, UUID id, BankPayout.Method method, String currency, long minor) {
        ConnectedAccount of = account(payee);
        String account = of.accountId().orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        transactions.run(
                () -> {
                    payouts.ask(id, account, method, currency, minor);
                    audit.record(
                            "payout.asked",
                            "payout",
                            id,
                            Map.of("minor", minor, "currency", currency, "method", method.name()));
                });
        try {
            paying.bring(of.id());
        } catch (Problem problem) {
            // It waits, and the account says why.
        }
        return transactions
                .call(() -> payouts.find(account, id))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }
}
