package io.lyceum.commerce.internal;

import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.BankPayout.Status;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.PayoutFailed;
import io.lyceum.commerce.PayoutPaid;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of payouts to banks, in the caller's transaction. */
@ApplicationScoped
public class PayoutRows {

    private static final String SELECT =
            """
            select id, payout_id, method, currency, amount_minor, fee_minor, status, failure, automatic, created_at,
                arrives_at
            from bank_payout
            where tenant_id = :tenant and account_id = :account
            """;

    private final Sql sql;
    private final Clock clock;
    private final Ledger ledger;
    private final Outbox outbox;

    protected PayoutRows() {
        this(null, null, null, null);
    }

    @Inject
    PayoutRows(Sql sql, Clock clock, Ledger ledger, Outbox outbox) {
        this.sql = sql;
        this.clock = clock;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    private static BankPayout payout(Row row) {
        return new BankPayout(
                row.uuid("id"),
                row.optionalText("payout_id"),
                row.constant("method", BankPayout.Method.class),
                row.text("currency"),
                row.number("amount_minor"),
                row.number("fee_minor"),
                row.constant("status", Status.class),
                row.text("failure"),
                row.flag("automatic"),
                row.instant("created_at"),
                row.optionalInstant("arrives_at"));
    }

    /** Lists the payouts of an account, the latest first; at most 100. */
    public List<BankPayout> of(String account) {
        return sql.query(SELECT + "order by created_at desc, id desc limit 100")
                .set("account", account)
                .list(PayoutRows::payout);
    }

    public Optional<BankPayout> find(String account, UUID id) {
        return sql.query(SELECT + "and id = :id")
                .set("account", account)
                .set("id", id)
                .first(PayoutRows::payout);
    }

    /** Notes a payout that somebody wants; the same one again changes nothing. */
    public void ask(
            UUID id, String account, BankPayout.Method method, String currency, long minor) {
        sql.update(
                        """
                        insert into bank_payout
                            (tenant_id, id, account_id, method, currency, amount_minor, status, automatic, created_at)
                        values (:tenant, :id, :account, :method, :currency, :minor, 'ASKED', false, :now)
                        on conflict (tenant_id, id) do nothing
                        """)
                .set("id", id)
                .set("account", account)
                .set("method", method)
                .set("currency", currency)
                .set("minor", minor)
                .set("now", clock.instant())
                .run();
    }

    /** Lists what Stripe is yet to be asked for. */
    List<BankPayout> asked(String account) {
        return sql.query(SELECT + "and status = 'ASKED' order by created_at, id")
                .set("account", account)
                .list(PayoutRows::payout);
    }

    /** Notes that Stripe did not take a payout on. */
    void refused(UUID id, String why) {
        sql.update(
                        """
                        update bank_payout
                        set status = 'REFUSED', failure = :why
                        where tenant_id = :tenant and id = :id and status = 'ASKED'
                        """)
                .set("why", why)
                .set("id", id)
                .run();
    }

    /** Tells whether more is to come of a payout of an account. */
    boolean underWay(String account) {
        return of(account).stream().anyMatch(one -> !one.settled());
    }

    /** Brings a payout to how it stands at Stripe. */
    void apply(ConnectedAccount of, String account, ConnectGateway.Told told) {
        UUID id = row(account, told);
        BankPayout before = find(account, id).orElseThrow();
        sql.update(
                        """
                        update bank_payout
                        set payout_id = :payout, status = :status, fee_minor = :fee, failure = :failure,
                            arrives_at = :arrives
                        where tenant_id = :tenant and id = :id
                        """)
                .set("payout", told.id())
                .set("status", told.status())
                .set("fee", told.feeMinor())
                .set("failure", told.failure())
                .set("arrives", told.arrives())
                .set("id", id)
                .run();
        if (of.payee().kind() == Payee.Kind.SCHOOL) {
            post(told);
        }
        if (before.status() != told.status()) {
            tell(of.id(), id, told.status());
        }
    }

    private UUID row(String account, ConnectGateway.Told told) {
        Optional<UUID> known =
                sql.query(
                                """
                                select id
                                from bank_payout
                                where tenant_id = :tenant and account_id = :account
                                  and (payout_id = :payout or id = cast(:row as uuid))
                                """)
                        .set("account", account)
                        .set("payout", told.id())
                        .set("row", told.row().orElse(null))
                        .first(row -> row.uuid("id"));
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = Ids.at(clock.instant());
        sql.update(
                        """
                        insert into bank_payout
                            (tenant_id, id, account_id, payout_id, method, currency, amount_minor, status, automatic,
                             created_at)
                        values (:tenant, :id, :account, :payout, :method, :currency, :minor, 'PENDING', :automatic,
                            :at)
                        """)
                .set("id", id)
                .set("account", account)
                .set("payout", told.id())
                .set("method", told.method())
                .set("currency", told.currency())
                .set("minor", told.minor())
                .set("automatic", told.automatic())
                .set("at", told.at())
                .run();
        return id;
    }

    private void post(ConnectGateway.Told told) {
        ledger.post(
                new Ledger.Posting(
                        Ledger.Kind.PAYOUT,
                        told.id(),
                        Optional.empty(),
                        told.at(),
                        List.of(
                                new Line(
                                        LedgerAccount.SCHOOL_ACCOUNT,
                                        told.currency(),
                                        -told.outMinor()),
                                new Line(LedgerAccount.BANK, told.currency(), told.minor()),
                                new Line(
                                        LedgerAccount.PROCESSOR_FEES,
                                        told.currency(),
                                        told.outMinor() - told.minor()))));
        told.backMinor().ifPresent(back -> postBack(told, back));
    }

    private void postBack(ConnectGateway.Told told, long back) {
        Instant now = clock.instant();
        ledger.post(
                new Ledger.Posting(
                        Ledger.Kind.PAYOUT_FAILED,
                        told.id() + "/failed",
                        Optional.empty(),
                        now,
                        List.of(
                                new Line(LedgerAccount.SCHOOL_ACCOUNT, told.currency(), back),
                                new Line(LedgerAccount.BANK, told.currency(), -told.minor()),
                                new Line(
                                        LedgerAccount.PROCESSOR_FEES,
                                        told.currency(),
                                        told.minor() - back))));
    }

    private void tell(UUID account, UUID id, Status status) {
        if (status == Status.PAID) {
            outbox.publish(new PayoutPaid(id, account));
        } else if (status == Status.FAILED) {
            outbox.publish(new PayoutFailed(id, account));
        }
    }
}
