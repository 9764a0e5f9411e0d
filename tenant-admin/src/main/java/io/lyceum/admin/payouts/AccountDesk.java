package io.lyceum.admin.payouts;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Balance;
import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.ConnectedBalance;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.Payouts;
import io.lyceum.commerce.ShareTransfer;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the school's and a teacher's pages about an account have in common. */
@RequestScoped
class AccountDesk {

    /** The API has more. */
    private static final int SHOWN = 10;

    @Inject Desk desk;
    @Inject Payouts payouts;
    @Inject Earnings earnings;

    AccountView view(Payee payee, String root) {
        Optional<ConnectedAccount> account = payouts.find(payee);
        return new AccountView(
                Form.at(root + "/connect", Map.of("country", country())),
                countries(),
                root + "/onboard",
                root + "/refresh",
                account.map(this::there));
    }

    /** A guess by the reader's language; it is chosen anyway. */
    private String country() {
        String country = desk.locale().getCountry();
        return Payouts.COUNTRIES.contains(country) ? country : "DE";
    }

    private List<Option> countries() {
        return Payouts.COUNTRIES.stream()
                .map(
                        code ->
                                Option.of(
                                        code,
                                        new Locale.Builder()
                                                .setRegion(code)
                                                .build()
                                                .getDisplayCountry(desk.locale())))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }

    private AccountView.There there(ConnectedAccount account) {
        ConnectedAccount.Stage stage = account.stage();
        ConnectedAccount.TaxStatus tax = account.tax();
        return new AccountView.There(
                badge(stage),
                desk.t("payouts.stage." + stage + ".words"),
                stage == ConnectedAccount.Stage.READY,
                account.demands().stream()
                        .map(
                                demand ->
                                        new AccountView.Demand(
                                                desk.t("payouts.demand." + demand),
                                                desk.t("payouts.demand." + demand + ".do")))
                        .toList(),
                account.state().faults(),
                account.state().dueBy(),
                new Badge(
                        switch (tax) {
                            case COMPLETE -> Tone.POSITIVE;
                            case LATER, CHECKING -> Tone.NEUTRAL;
                            case MISSING -> Tone.WARNING;
                            case WRONG -> Tone.CRITICAL;
                        },
                        desk.t("payouts.tax." + tax)),
                desk.t("payouts.tax." + tax + ".words"),
                account.state().bank(),
                account.lastError());
    }

    Badge badge(ConnectedAccount.Stage stage) {
        return new Badge(
                switch (stage) {
                    case READY -> Tone.POSITIVE;
                    case CHECKING -> Tone.INFO;
                    case INCOMPLETE, READY_BUT_DUE -> Tone.WARNING;
                    case OFF -> Tone.CRITICAL;
                },
                desk.t("payouts.stage." + stage));
    }

    /** Asks Stripe how the account stands; what it says is shown, or why it says nothing. */
    void ask(Payee payee) {
        try {
            if (payouts.find(payee).isPresent()) {
                payouts.refresh(payee);
            }
        } catch (Problem problem) {
            // The account says why.
        }
    }

    Response connect(Payee payee, String root, MultivaluedMap<String, String> form) {
        try {
            payouts.connect(payee, Desk.value(form, "country"));
            return desk.done(root, "payouts.connected");
        } catch (Problem problem) {
            return desk.failed(root, problem);
        }
    }

    Response onboard(Payee payee, String root) {
        try {
            return Response.seeOther(URI.create(payouts.link(payee, root))).build();
        } catch (Problem problem) {
            if (problem.code().status() == 404) {
                throw problem;
            }
            return desk.failed(root, problem);
        }
    }

    Response refresh(Payee payee, String root) {
        try {
            payouts.refresh(payee);
            return desk.done(root, "payouts.refreshed");
        } catch (Problem problem) {
            return desk.failed(root, problem);
        }
    }

    MoneyView money(Payee payee, String root) {
        List<ConnectedBalance> balances = List.of();
        boolean known = true;
        try {
            if (payouts.find(payee).flatMap(ConnectedAccount::accountId).isPresent()) {
                balances = payouts.balances(payee);
            }
        } catch (Problem problem) {
            known = false;
        }
        return new MoneyView(
                known,
                balances.stream()
                        .filter(one -> one.availableMinor() != 0 || one.pendingMinor() != 0)
                        .map(
                                one ->
                                        new MoneyView.BalanceRow(
                                                amount(one.availableMinor(), one.currency()),
                                                amount(one.pendingMinor(), one.currency())))
                        .toList(),
                pay(balances, root),
                payouts.list(payee).stream().limit(SHOWN).map(this::payout).toList(),
                payouts.transfers(payee).stream().limit(SHOWN).map(this::move).toList());
    }

    private Optional<MoneyView.Pay> pay(List<ConnectedBalance> balances, String root) {
        List<ConnectedBalance> some =
                balances.stream().filter(one -> one.availableMinor() > 0).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        ConnectedBalance first = some.get(0);
        long fee = payouts.instantFee(first.instantMinor());
        return Optional.of(
                new MoneyView.Pay(
                        Form.at(
                                root + "/pay",
                                Map.of(
                                        "amount",
                                        CourseText.decimal(
                                                first.availableMinor(), first.currency()),
                                        "currency",
                                        first.currency(),
                                        "method",
                                        BankPayout.Method.STANDARD.name())),
                        UUID.randomUUID().toString(),
                        some.stream()
                                .map(
                                        one ->
                                                Option.of(
                                                        one.currency(),
                                                        desk.t(
                                                                "payouts.pay.most",
                                                                "amount",
                                                                amount(
                                                                        one.availableMinor(),
                                                                        one.currency()))))
                                .toList(),
                        List.of(
                                Option.of("STANDARD", desk.t("payouts.method.STANDARD")),
                                Option.of("INSTANT", desk.t("payouts.method.INSTANT"))),
                        desk.t(
                                "payouts.pay.fee",
                                "amount",
                                amount(Math.max(0, first.instantMinor() - fee), first.currency()),
                                "fee",
                                amount(fee, first.currency()))));
    }

    Response pay(Payee payee, String root, MultivaluedMap<String, String> form) {
        payouts.account(payee);
        try {
            String currency = Desk.value(form, "currency");
            BankPayout.Method method =
                    Desk.value(form, "method").equals("INSTANT")
                            ? BankPayout.Method.INSTANT
                            : BankPayout.Method.STANDARD;
            BankPayout payout =
                    payouts.payOut(
                            payee,
                            Desk.uuid(Desk.value(form, "key")),
                            method,
                            currency,
                            minor(Desk.value(form, "amount"), currency));
            return switch (payout.status()) {
                case ASKED -> desk.done(root, "payouts.pay.waits");
                case PENDING, IN_TRANSIT, PAID -> desk.done(root, "payouts.pay.done");
                case REFUSED, FAILED, CANCELED ->
                        desk.go(
                                root,
                                Notice.failed(
                                        desk.t("payouts.pay.refused", "why", payout.failure())));
            };
        } catch (Problem problem) {
            return desk.failed(root, problem);
        }
    }

    /** Reads an amount as people write it: with a point or a comma before the fraction. */
    static long minor(String text, String currency) {
        String amount = text.strip().replace(',', '.');
        boolean known =
                Currency.getAvailableCurrencies().stream()
                        .anyMatch(one -> one.getCurrencyCode().equals(currency));
        int digits =
                known ? Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()) : 0;
        new Checks()
                .that(
                        known
                                && amount.matches(
                                        "\\d{1,10}(\\.\\d{1," + Math.max(1, digits) + "})?"),
                        "amount",
                        "Write an amount like 19.99.")
                .done();
        return new BigDecimal(amount)
                .movePointRight(digits)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** How long shares are held and from which amount on they are sent. */
    String terms(Agreement agreed, String currency) {
        String held = desk.t("agreements.held", "days", agreed.holdDays());
        return agreed.minimumMinor() == 0
                ? held
                : desk.t(
                        "agreements.terms",
                        "held",
                        held,
                        "minimum",
                        amount(agreed.minimumMinor(), currency));
    }

    String amount(long minor, String currency) {
        return (minor < 0 ? "\u2212" : "") + desk.words().money(Math.abs(minor), currency);
    }

    private MoneyView.PayoutRow payout(BankPayout payout) {
        Tone tone =
                switch (payout.status()) {
                    case PAID -> Tone.POSITIVE;
                    case ASKED, PENDING, IN_TRANSIT -> Tone.INFO;
                    case CANCELED -> Tone.NEUTRAL;
                    case FAILED, REFUSED -> Tone.CRITICAL;
                };
        String how = desk.t("payouts.how." + payout.method());
        return new MoneyView.PayoutRow(
                amount(payout.amountMinor(), payout.currency()),
                payout.feeMinor() == 0
                        ? how
                        : desk.t(
                                "payouts.how.fee",
                                "how",
                                how,
                                "fee",
                                amount(payout.feeMinor(), payout.currency())),
                new Badge(tone, desk.t("payouts.status." + payout.status())),
                payout.failure(),
                payout.createdAt(),
                payout.settled() ? Optional.empty() : payout.arrivesAt());
    }

    private MoneyView.MoveRow move(ShareTransfer transfer) {
        Tone tone =
                switch (transfer.status()) {
                    case DONE -> Tone.POSITIVE;
                    case PENDING -> Tone.INFO;
                    case REFUSED -> Tone.WARNING;
                };
        return new MoneyView.MoveRow(
                amount(
                        transfer.back() ? -transfer.amountMinor() : transfer.amountMinor(),
                        transfer.currency()),
                desk.t(transfer.back() ? "payouts.move.back" : "payouts.move.there"),
                new Badge(tone, desk.t("payouts.move." + transfer.status())),
                transfer.lastError(),
                transfer.createdAt());
    }

    List<PayoutsView.Figure> figures(Payee payee) {
        return earnings.balances(payee).stream()
                .flatMap(
                        one ->
                                List.of(
                                        figure("earned", one.earnedMinor(), one),
                                        figure("held", one.heldMinor(), one),
                                        figure("moved", one.movedMinor(), one),
                                        figure("payable", one.payableMinor(), one))
                                        .stream())
                .toList();
    }

    private PayoutsView.Figure figure(String what, long minor, Balance balance) {
        return new PayoutsView.Figure(
                desk.t("payouts.figure." + what), amount(minor, balance.currency()));
    }
}
