package io.lyceum.commerce.internal;

import com.stripe.model.Account;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Payout;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.AccountUpdateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.param.TransferReversalListParams;
import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.ConnectedBalance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Stripe about accounts that get money. Never inside a transaction. Whatever moves
 * money is asked for with the id of its row, and is done once.
 *
 * <p>All of it throws PAYMENTS_OFF, PAYMENT_UNREACHABLE and PAYMENT_REFUSED.
 */
@ApplicationScoped
class ConnectGateway {

    private static final String ACCOUNT = "lyceum_account";
    private static final String MOVE = "lyceum_transfer";
    private static final String PAYOUT = "lyceum_payout";
    private static final long MOST = 100;

    private final StripeConnection connection;

    protected ConnectGateway() {
        this(null);
    }

    @Inject
    ConnectGateway(StripeConnection connection) {
        this.connection = connection;
    }

    /**
     * Opens an account.
     *
     * @param row also the key by which it is asked for once
     * @param sells whether it appears on what buyers pay, as a school's does
     * @return its id at Stripe
     */
    String open(UUID school, UUID row, String country, boolean sells) {
        AccountCreateParams.Capabilities.Builder capabilities =
                AccountCreateParams.Capabilities.builder()
                        .setTransfers(
                                AccountCreateParams.Capabilities.Transfers.builder()
                                        .setRequested(true)
                                        .build());
        if (sells) {
            capabilities.setCardPayments(
                    AccountCreateParams.Capabilities.CardPayments.builder()
                            .setRequested(true)
                            .build());
        }
        AccountCreateParams params =
                AccountCreateParams.builder()
                        .setCountry(country)
                        .setController(controller())
                        .setCapabilities(capabilities.build())
                        .putMetadata(StripeGateway.SCHOOL, school.toString())
                        .putMetadata(ACCOUNT, row.toString())
                        .build();
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .accounts()
                                        .create(params, StripeConnection.once("account-" + row)))
                .getId();
    }

    /** The platform pays Stripe's fees and bears losses; Stripe asks for what it must know. */
    private static AccountCreateParams.Controller controller() {
        return AccountCreateParams.Controller.builder()
                .setFees(
                        AccountCreateParams.Controller.Fees.builder()
                                .setPayer(AccountCreateParams.Controller.Fees.Payer.APPLICATION)
                                .build())
                .setLosses(
                        AccountCreateParams.Controller.Losses.builder()
                                .setPayments(
                                        AccountCreateParams.Controller.Losses.Payments.APPLICATION)
                                .build())
                .setRequirementCollection(
                        AccountCreateParams.Controller.RequirementCollection.STRIPE)
                .setStripeDashboard(
                        AccountCreateParams.Controller.StripeDashboard.builder()
                                .setType(
                                        AccountCreateParams.Controller.StripeDashboard.Type.EXPRESS)
                                .build())
                .build();
    }

    /**
     * Answers where somebody tells Stripe what it must know; good for a few minutes, once.
     *
     * @param again where a stale address leads
     * @param done where Stripe leads back to, whether or not all was told
     */
    String link(String account, String again, String done) {
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .accountLinks()
                                        .create(
                                                AccountLinkCreateParams.builder()
                                                        .setAccount(account)
                                                        .setRefreshUrl(again)
                                                        .setReturnUrl(done)
                                                        .setType(
                                                                AccountLinkCreateParams.Type
                                                                        .ACCOUNT_ONBOARDING)
                                                        .build()))
                .getUrl();
    }

    /** Reads how an account stands. */
    ConnectedAccount.State read(String account) {
        Account found = connection.ask(stripe -> stripe.v1().accounts().retrieve(account));
        Account.Requirements asked = found.getRequirements();
        return new ConnectedAccount.State(
                flag(found.getDetailsSubmitted()),
                flag(found.getChargesEnabled()),
                flag(found.getPayoutsEnabled()),
                Optional.ofNullable(found.getCapabilities())
                        .map(Account.Capabilities::getTransfers)
                        .filter("active"::equals)
                        .isPresent(),
                asked == null || asked.getDisabledReason() == null ? "" : asked.getDisabledReason(),
                asked == null ? List.of() : texts(asked.getCurrentlyDue()),
                asked == null ? List.of() : texts(asked.getPastDue()),
                asked == null ? List.of() : texts(asked.getEventuallyDue()),
                asked == null ? List.of() : texts(asked.getPendingVerification()),
                asked == null || asked.getErrors() == null
                        ? List.of()
                        : asked.getErrors().stream()
                                .map(error -> error.getRequirement() + ": " + error.getReason())
                                .toList(),
                Optional.ofNullable(asked == null ? null : asked.getCurrentDeadline())
                        .map(Instant::ofEpochSecond),
                interval(found),
                bank(found));
    }

    private static boolean flag(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static List<String> texts(@Nullable Collection<String> texts) {
        return texts == null ? List.of() : List.copyOf(texts);
    }

    private static ConnectedAccount.Interval interval(Account account) {
        return Optional.ofNullable(account.getSettings())
                .map(Account.Settings::getPayouts)
                .map(Account.Settings.Payouts::getSchedule)
                .map(Account.Settings.Payouts.Schedule::getInterval)
                .flatMap(ConnectedAccount.Interval::named)
                .orElse(ConnectedAccount.Interval.DAILY);
    }

    private static String bank(Account account) {
        if (account.getExternalAccounts() == null) {
            return "";
        }
        return account.getExternalAccounts().getData().stream()
                .filter(com.stripe.model.BankAccount.class::isInstance)
                .map(com.stripe.model.BankAccount.class::cast)
                .map(com.stripe.model.BankAccount::getLast4)
                .findFirst()
                .orElse("");
    }

    /** Changes when Stripe pays out by itself. */
    void schedule(String account, ConnectedAccount.Interval interval) {
        AccountUpdateParams.Settings.Payouts.Schedule.Builder schedule =
                AccountUpdateParams.Settings.Payouts.Schedule.builder()
                        .setInterval(
                                switch (interval) {
                                    case MANUAL ->
                                            AccountUpdateParams.Settings.Payouts.Schedule.Interval
                                                    .MANUAL;
                                    case DAILY ->
                                            AccountUpdateParams.Settings.Payouts.Schedule.Interval
                                                    .DAILY;
                                    case WEEKLY ->
                                            AccountUpdateParams.Settings.Payouts.Schedule.Interval
                                                    .WEEKLY;
                                    case MONTHLY ->
                                            AccountUpdateParams.Settings.Payouts.Schedule.Interval
                                                    .MONTHLY;
                                });
        if (interval == ConnectedAccount.Interval.WEEKLY) {
            schedule.setWeeklyAnchor(
                    AccountUpdateParams.Settings.Payouts.Schedule.WeeklyAnchor.MONDAY);
        }
        if (interval == ConnectedAccount.Interval.MONTHLY) {
            schedule.setMonthlyAnchor(1L);
        }
        AccountUpdateParams params =
                AccountUpdateParams.builder()
                        .setSettings(
                                AccountUpdateParams.Settings.builder()
                                        .setPayouts(
                                                AccountUpdateParams.Settings.Payouts.builder()
                                                        .setSchedule(schedule.build())
                                                        .build())
                                        .build())
                        .build();
        connection.ask(stripe -> stripe.v1().accounts().update(account, params));
    }

    /** Reads what an account has, by currency. */
    List<ConnectedBalance> balances(String account) {
        Balance found = connection.ask(stripe -> stripe.v1().balance().retrieve(as(account)));
        Map<String, long[]> sums = new TreeMap<>();
        found.getAvailable().forEach(one -> add(sums, one.getCurrency(), 0, one.getAmount()));
        found.getPending().forEach(one -> add(sums, one.getCurrency(), 1, one.getAmount()));
        if (found.getInstantAvailable() != null) {
            found.getInstantAvailable()
                    .forEach(one -> add(sums, one.getCurrency(), 2, one.getAmount()));
        }
        List<ConnectedBalance> balances = new ArrayList<>();
        sums.forEach(
                (currency, sum) ->
                        balances.add(new ConnectedBalance(currency, sum[0], sum[1], sum[2])));
        return balances;
    }

    private static void add(Map<String, long[]> sums, String currency, int which, long minor) {
        sums.computeIfAbsent(currency.toUpperCase(Locale.ROOT), key -> new long[3])[which] += minor;
    }

    private static RequestOptions as(String account) {
        return RequestOptions.builder().setStripeAccount(account).build();
    }

    /** Sends money to an account; answers the transfer's id at Stripe. */
    String send(UUID school, UUID row, String account, String currency, long minor) {
        TransferCreateParams params =
                TransferCreateParams.builder()
                        .setDestination(account)
                        .setCurrency(currency.toLowerCase(Locale.ROOT))
                        .setAmount(minor)
                        .setTransferGroup(row.toString())
                        .putMetadata(StripeGateway.SCHOOL, school.toString())
                        .putMetadata(MOVE, row.toString())
                        .build();
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .transfers()
                                        .create(params, StripeConnection.once("transfer-" + row)))
                .getId();
    }

    /** Finds a transfer that was asked for, after Stripe has forgotten the key. */
    Optional<String> sent(UUID row) {
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .transfers()
                                        .list(
                                                TransferListParams.builder()
                                                        .setTransferGroup(row.toString())
                                                        .build()))
                .getData()
                .stream()
                .map(com.stripe.model.Transfer::getId)
                .findFirst();
    }

    /** Takes money back out of a transfer; answers the reversal's id at Stripe. */
    String takeBack(UUID row, String transfer, long minor) {
        TransferReversalCreateParams params =
                TransferReversalCreateParams.builder()
                        .setAmount(minor)
                        .putMetadata(MOVE, row.toString())
                        .build();
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .transfers()
                                        .reversals()
                                        .create(
                                                transfer,
                                                params,
                                                StripeConnection.once("reversal-" + row)))
                .getId();
    }

    /** Finds a reversal that was asked for, after Stripe has forgotten the key. */
    Optional<String> takenBack(UUID row, String transfer) {
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .transfers()
                                        .reversals()
                                        .list(
                                                transfer,
                                                TransferReversalListParams.builder()
                                                        .setLimit(MOST)
                                                        .build()))
                .getData()
                .stream()
                .filter(one -> row.toString().equals(one.getMetadata().get(MOVE)))
                .map(com.stripe.model.TransferReversal::getId)
                .findFirst();
    }

    /** Has an account pay out; how that goes is read with the others. */
    void payOut(UUID row, String account, BankPayout.Method method, String currency, long minor) {
        PayoutCreateParams params =
                PayoutCreateParams.builder()
                        .setAmount(minor)
                        .setCurrency(currency.toLowerCase(Locale.ROOT))
                        .setMethod(
                                method == BankPayout.Method.INSTANT
                                        ? PayoutCreateParams.Method.INSTANT
                                        : PayoutCreateParams.Method.STANDARD)
                        .putMetadata(PAYOUT, row.toString())
                        .build();
        RequestOptions once =
                RequestOptions.builder()
                        .setStripeAccount(account)
                        .setIdempotencyKey("lyceum-payout-" + row)
                        .build();
        connection.ask(stripe -> stripe.v1().payouts().create(params, once));
    }

    /**
     * A payout as Stripe knows it.
     *
     * @param row that asked for it; nothing if Stripe or somebody there did
     * @param outMinor what left the balance with it, the fee included
     * @param backMinor what came back because it failed
     */
    record Told(
            String id,
            Optional<UUID> row,
            BankPayout.Method method,
            BankPayout.Status status,
            String currency,
            long minor,
            long feeMinor,
            long outMinor,
            Optional<Long> backMinor,
            String failure,
            boolean automatic,
            Instant at,
            Instant arrives) {}

    /** Reads the latest payouts of an account, at most a hundred. */
    List<Told> payouts(String account) {
        return connection
                .ask(
                        stripe ->
                                stripe.v1()
                                        .payouts()
                                        .list(
                                                PayoutListParams.builder()
                                                        .setLimit(MOST)
                                                        .addExpand("data.balance_transaction")
                                                        .addExpand(
                                                                "data.failure_balance_transaction")
                                                        .build(),
                                                as(account)))
                .getData()
                .stream()
                .map(ConnectGateway::told)
                .toList();
    }

    private static Told told(Payout payout) {
        BalanceTransaction out = payout.getBalanceTransactionObject();
        BalanceTransaction back = payout.getFailureBalanceTransactionObject();
        return new Told(
                payout.getId(),
                Optional.ofNullable(payout.getMetadata())
                        .map(marks -> marks.get(PAYOUT))
                        .map(UUID::fromString),
                "instant".equals(payout.getMethod())
                        ? BankPayout.Method.INSTANT
                        : BankPayout.Method.STANDARD,
                switch (payout.getStatus()) {
                    case "paid" -> BankPayout.Status.PAID;
                    case "failed" -> BankPayout.Status.FAILED;
                    case "canceled" -> BankPayout.Status.CANCELED;
                    case "in_transit" -> BankPayout.Status.IN_TRANSIT;
                    default -> BankPayout.Status.PENDING;
                },
                payout.getCurrency().toUpperCase(Locale.ROOT),
                payout.getAmount(),
                out == null ? 0 : out.getFee(),
                out == null ? payout.getAmount() : -out.getNet(),
                Optional.ofNullable(back).map(BalanceTransaction::getNet),
                payout.getFailureCode() == null ? "" : payout.getFailureCode(),
                flag(payout.getAutomatic()),
                Instant.ofEpochSecond(payout.getCreated()),
                Instant.ofEpochSecond(payout.getArrivalDate()));
    }
}
