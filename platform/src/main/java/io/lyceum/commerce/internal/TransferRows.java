package io.lyceum.commerce.internal;

import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.ShareTransfer;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of transfers and of what comes back of them, in the caller's transaction. */
@ApplicationScoped
public class TransferRows {

    private final Sql sql;
    private final Clock clock;
    private final Ledger ledger;

    protected TransferRows() {
        this(null, null, null);
    }

    @Inject
    TransferRows(Sql sql, Clock clock, Ledger ledger) {
        this.sql = sql;
        this.clock = clock;
        this.ledger = ledger;
    }

    /**
     * Money that is to move.
     *
     * @param of the transfer at Stripe that it comes back out of; nothing if it goes there
     */
    record Wanted(
            UUID id,
            Payee payee,
            String account,
            Optional<String> of,
            String currency,
            long minor,
            Instant since) {}

    private static ShareTransfer transfer(Row row) {
        return new ShareTransfer(
                row.uuid("id"),
                row.optionalUuid("back_of").isPresent(),
                row.text("currency"),
                row.number("amount_minor"),
                row.constant("status", ShareTransfer.Status.class),
                row.optionalText("stripe_id"),
                row.text("last_error"),
                row.instant("created_at"));
    }

    /** Lists what went to somebody and came back, the latest first; at most 100. */
    public List<ShareTransfer> of(Payee payee) {
        return sql.query(
                        """
                        select id, back_of, currency, amount_minor, status, stripe_id, last_error, created_at
                        from share_transfer
                        where tenant_id = :tenant and payee = :payee
                          and person_id is not distinct from cast(:person as uuid)
                        order by created_at desc, id desc
                        limit 100
                        """)
                .set("payee", payee.kind())
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .list(TransferRows::transfer);
    }

    /** Finds what is on its way to an account or back; there is one at most. */
    Optional<Wanted> pending(String account) {
        return sql.query(
                        """
                        select t.id, t.payee, t.person_id, t.account_id, o.stripe_id as of, t.currency,
                            t.amount_minor, t.created_at
                        from share_transfer t
                        left join share_transfer o on o.tenant_id = t.tenant_id and o.id = t.back_of
                        where t.tenant_id = :tenant and t.account_id = :account and t.status = 'PENDING'
                        """)
                .set("account", account)
                .first(
                        row ->
                                new Wanted(
                                        row.uuid("id"),
                                        new Payee(row.optionalUuid("person_id").map(PersonId::new)),
                                        row.text("account_id"),
                                        row.optionalText("of"),
                                        row.text("currency"),
                                        row.number("amount_minor"),
                                        row.instant("created_at")));
    }

    /** Notes that money is to go to an account. */
    void send(Payee payee, String account, String currency, long minor) {
        insert(payee, account, Optional.empty(), currency, minor);
    }

    /**
     * Notes that money is to come back out of the latest transfer that has some left.
     *
     * @return whether there is one
     */
    boolean takeBack(Payee payee, String account, String currency, long minor) {
        return sql.query(
                        """
                        select t.id, t.amount_minor - cast(coalesce(sum(b.amount_minor), 0) as bigint) as rest
                        from share_transfer t
                        left join share_transfer b
                            on b.tenant_id = t.tenant_id and b.back_of = t.id and b.status <> 'REFUSED'
                        where t.tenant_id = :tenant and t.account_id = :account and t.currency = :currency
                          and t.back_of is null and t.status = 'DONE'
                        group by t.tenant_id, t.id
                        having t.amount_minor > coalesce(sum(b.amount_minor), 0)
                        order by t.created_at desc, t.id desc
                        limit 1
                        """)
                .set("account", account)
                .set("currency", currency)
                .first(
                        row -> {
                            insert(
                                    payee,
                                    account,
                                    Optional.of(row.uuid("id")),
                                    currency,
                                    Math.min(minor, row.number("rest")));
                            return true;
                        })
                .orElse(false);
    }

    private void insert(
            Payee payee, String account, Optional<UUID> backOf, String currency, long minor) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into share_transfer
                            (tenant_id, id, payee, person_id, account_id, back_of, currency, amount_minor, status,
                             created_at)
                        values (:tenant, :id, :payee, cast(:person as uuid), :account, cast(:back as uuid), :currency,
                            :minor, 'PENDING', :now)
                        """)
                .set("id", Ids.at(now))
                .set("payee", payee.kind())
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .set("account", account)
                .set("back", backOf.orElse(null))
                .set("currency", currency)
                .set("minor", minor)
                .set("now", now)
                .run();
    }

    /** Notes that money has moved, and posts it. */
    void done(Wanted wanted, String stripeId) {
        Instant now = clock.instant();
        int changed =
                sql.update(
                                """
                                update share_transfer
                                set status = 'DONE', stripe_id = :stripe, last_error = '', done_at = :now
                                where tenant_id = :tenant and id = :id and status = 'PENDING'
                                """)
                        .set("stripe", stripeId)
                        .set("now", now)
                        .set("id", wanted.id())
                        .run();
        if (changed == 0) {
            return;
        }
        long there = wanted.of().isPresent() ? -wanted.minor() : wanted.minor();
        LedgerAccount account =
                wanted.payee().kind() == Payee.Kind.SCHOOL
                        ? LedgerAccount.SCHOOL_ACCOUNT
                        : LedgerAccount.DUE_TO_TEACHERS;
        ledger.post(
                new Ledger.Posting(
                        wanted.of().isPresent() ? Ledger.Kind.TRANSFER_BACK : Ledger.Kind.TRANSFER,
                        stripeId,
                        Optional.empty(),
                        now,
                        List.of(
                                new Line(account, wanted.currency(), there),
                                new Line(
                                        LedgerAccount.STRIPE_BALANCE, wanted.currency(), -there))));
    }

    /** Notes that nothing has moved. */
    void refused(UUID id, String why) {
        sql.update(
                        """
                        update share_transfer
                        set status = 'REFUSED', last_error = :why, done_at = :now
                        where tenant_id = :tenant and id = :id and status = 'PENDING'
                        """)
                .set("why", why)
                .set("now", clock.instant())
                .set("id", id)
                .run();
    }

    /** Notes why it is not known whether money has moved. */
    void unknown(UUID id, String why) {
        sql.update(
                        """
                        update share_transfer
                        set last_error = :why
                        where tenant_id = :tenant and id = :id and status = 'PENDING'
                        """)
                .set("why", why)
                .set("id", id)
                .run();
    }

    /** Tells when Stripe refused something of that kind last. */
    Optional<Instant> refusedAt(String account, boolean back) {
        return sql.query(
                        """
                        select max(done_at) as at
                        from share_transfer
                        where tenant_id = :tenant and account_id = :account and status = 'REFUSED'
                          and (back_of is not null) = :back
                        """)
                .set("account", account)
                .set("back", back)
                .first(row -> row.optionalInstant("at"))
                .flatMap(at -> at);
    }
}
