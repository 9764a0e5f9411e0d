package io.lyceum.commerce.internal;

import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Payee;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of accounts at Stripe, in the caller's transaction. */
@ApplicationScoped
public class ConnectedRows {

    private static final String SELECT =
            """
            select id, person_id, country, account_id, details_submitted, charges_enabled, payouts_enabled,
                transfers_enabled, disabled_reason, due_now, past_due, due_later, verifying, faults, due_by,
                payout_interval, bank, last_error, read_at
            from connected_account
            where tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;
    private final StripeChecks checks;

    protected ConnectedRows() {
        this(null, null, null);
    }

    @Inject
    ConnectedRows(Sql sql, Clock clock, DueSchools due) {
        this.sql = sql;
        this.clock = clock;
        this.checks = new StripeChecks(sql, clock, due, "connected_account", PayoutLane.LANE);
    }

    private static ConnectedAccount account(Row row) {
        return new ConnectedAccount(
                row.uuid("id"),
                new Payee(row.optionalUuid("person_id").map(PersonId::new)),
                row.text("country"),
                row.optionalText("account_id"),
                new ConnectedAccount.State(
                        row.flag("details_submitted"),
                        row.flag("charges_enabled"),
                        row.flag("payouts_enabled"),
                        row.flag("transfers_enabled"),
                        row.text("disabled_reason"),
                        row.texts("due_now"),
                        row.texts("past_due"),
                        row.texts("due_later"),
                        row.texts("verifying"),
                        row.texts("faults"),
                        row.optionalInstant("due_by"),
                        ConnectedAccount.Interval.named(row.text("payout_interval"))
                                .orElse(ConnectedAccount.Interval.DAILY),
                        row.text("bank")),
                row.text("last_error"),
                row.optionalInstant("read_at"));
    }

    public Optional<ConnectedAccount> of(Payee payee) {
        return sql.query(SELECT + "and person_id is not distinct from cast(:person as uuid)")
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .first(ConnectedRows::account);
    }

    /** The school's own account at Stripe, once it can sell in its own name. */
    Optional<String> onBehalfOf() {
        return of(Payee.school())
                .filter(account -> account.state().chargesEnabled())
                .flatMap(ConnectedAccount::accountId);
    }

    public Optional<ConnectedAccount> find(UUID id) {
        return sql.query(SELECT + "and id = :id").set("id", id).first(ConnectedRows::account);
    }

    /** Reads an account whose money nobody else moves until the transaction ends. */
    Optional<ConnectedAccount> lock(UUID id) {
        return sql.query(SELECT + "and id = :id for no key update")
                .set("id", id)
                .first(ConnectedRows::account);
    }

    /** Answers the account of somebody; there is one, whose country stays. */
    public ConnectedAccount begin(Payee payee, String country) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into connected_account (tenant_id, id, person_id, country, created_at)
                        values (:tenant, :id, cast(:person as uuid), :country, :now)
                        on conflict (tenant_id, person_id) do update
                        set country = excluded.country
                        where connected_account.account_id is null and connected_account.country <> excluded.country
                        """)
                .set("id", Ids.at(now))
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .set("country", country)
                .set("now", now)
                .run();
        return of(payee).orElseThrow();
    }

    /** Notes the account that Stripe has opened, and whose it is. */
    void attach(UUID id, String account) {
        sql.update(
                        """
                        insert into account_school (account_id, school_id)
                        values (:account, :tenant)
                        on conflict (account_id) do nothing
                        """)
                .set("account", account)
                .run();
        sql.update(
                        """
                        update connected_account
                        set account_id = :account
                        where tenant_id = :tenant and id = :id
                        """)
                .set("account", account)
                .set("id", id)
                .run();
    }

    /** Notes how an account stands. */
    void state(UUID id, ConnectedAccount.State state, Instant asked) {
        sql.update(
                        """
                        update connected_account
                        set details_submitted = :submitted, charges_enabled = :charges, payouts_enabled = :payouts,
                            transfers_enabled = :transfers, disabled_reason = :reason, due_now = :dueNow,
                            past_due = :pastDue, due_later = :dueLater, verifying = :verifying, faults = :faults,
                            due_by = cast(:dueBy as timestamptz), payout_interval = :interval, bank = :bank,
                            last_error = '', read_at = :asked
                        where tenant_id = :tenant and id = :id
                        """)
                .set("submitted", state.detailsSubmitted())
                .set("charges", state.chargesEnabled())
                .set("payouts", state.payoutsEnabled())
                .set("transfers", state.transfersEnabled())
                .set("reason", state.disabledReason())
                .set("dueNow", state.dueNow().toArray(String[]::new))
                .set("pastDue", state.pastDue().toArray(String[]::new))
                .set("dueLater", state.dueLater().toArray(String[]::new))
                .set("verifying", state.verifying().toArray(String[]::new))
                .set("faults", state.faults().toArray(String[]::new))
                .set("dueBy", state.dueBy().orElse(null))
                .set("interval", state.interval())
                .set("bank", state.bank())
                .set("asked", asked)
                .set("id", id)
                .run();
        sql.update(
                        """
                        update payment_event
                        set handled_at = :now
                        where tenant_id = :tenant and handled_at is null and received_at <= :asked
                          and account_id = (
                            select account_id from connected_account where tenant_id = :tenant and id = :id)
                        """)
                .set("now", clock.instant())
                .set("asked", asked)
                .set("id", id)
                .run();
    }

    /** Notes that Stripe has told something about an account, so that it is looked at. */
    public void told(String account) {
        sql.query(
                        "select id from connected_account where tenant_id = :tenant and account_id = :account")
                .set("account", account)
                .first(row -> row.uuid("id"))
                .ifPresent(checks::told);
    }

    private record Due(UUID account, Instant at) {}

    /** Notes that those who earned by a posting have money to get, if they have an account. */
    void earned(UUID posting) {
        // In the same order whoever does it, so that nobody waits for each other.
        sql.query(
                        """
                        select a.id, min(e.due_at) as due
                        from earning e
                        join connected_account a on a.tenant_id = :tenant
                          and (a.person_id = e.person_id or e.payee = 'SCHOOL' and a.person_id is null)
                        where e.tenant_id = :tenant and e.posting_id = :posting
                        group by a.id
                        order by a.id
                        """)
                .set("posting", posting)
                .list(row -> new Due(row.uuid("id"), row.instant("due")))
                .forEach(due -> checks.by(due.account(), due.at()));
    }

    /** Has those of some people who have an account be looked at. */
    void look(List<PersonId> people) {
        people.stream()
                .flatMap(person -> of(Payee.teacher(person)).stream())
                .map(ConnectedAccount::id)
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(checks::told);
    }

    /** When Stripe is asked about them. */
    StripeChecks checks() {
        return checks;
    }
}
