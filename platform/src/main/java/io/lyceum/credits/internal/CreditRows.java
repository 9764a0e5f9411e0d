package io.lyceum.credits.internal;

import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.CreditLine;
import io.lyceum.credits.CreditMonth;
import io.lyceum.credits.CreditPurse;
import io.lyceum.credits.CreditReservation;
import io.lyceum.credits.CreditSettings;
import io.lyceum.credits.CreditTotals;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of credits, in the caller's transaction. Whoever changes an account has locked it, and
 * everything else about it is read after that.
 */
@ApplicationScoped
public class CreditRows {

    private static final String ACCOUNT =
            """
            a.id as account_id, a.person_id, a.month, a.free_given, a.free_left, a.extra_left, a.unlimited_until
            """;

    /** What is held of an account, and what of it is due to come back. */
    private static final String HELD =
            """
            left join lateral (
                select
                    coalesce(sum(r.free + r.extra) filter (where r.expires_at > :now), 0) as held,
                    coalesce(sum(r.free) filter (
                        where r.expires_at <= :now and r.month = cast(:month as date)), 0) as free_due,
                    coalesce(sum(r.extra) filter (where r.expires_at <= :now), 0) as extra_due
                from credit_reservation r
                where r.tenant_id = :tenant and r.account_id = a.id and r.status = 'OPEN') h on true
            """;

    private static final String RESERVATION =
            """
            select r.id, r.account_id, a.person_id, r.key, r.purpose, r.amount, r.free, r.extra, r.month, r.status,
                r.used, r.created_at, r.expires_at
            from credit_reservation r
            join credit_account a on a.tenant_id = r.tenant_id and a.id = r.account_id
            where r.tenant_id = :tenant
            """;

    private final Sql sql;

    protected CreditRows() {
        this(null);
    }

    @Inject
    CreditRows(Sql sql) {
        this.sql = sql;
    }

    /** An account that nobody else changes until the transaction ends. */
    public record Account(UUID id, CreditPurse purse, Optional<Instant> unlimitedUntil) {}

    /**
     * How an account stands to somebody who looks.
     *
     * @param held what is reserved
     * @param due what comes back of reservations whose time is over
     */
    public record Standing(
            CreditPurse purse, long held, CreditPurse.Part due, Optional<Instant> unlimitedUntil) {}

    /** A reservation with what it took. */
    public record Reserved(
            CreditReservation reservation, UUID account, String key, CreditPurse.Part part) {}

    /**
     * Somebody's account, if there is one.
     *
     * @param name empty if they gave none
     */
    public record PersonRow(
            PersonId person,
            String name,
            String email,
            Instant createdAt,
            Optional<Standing> standing) {}

    private static CreditHolder holder(Row row) {
        return new CreditHolder(row.optionalUuid("person_id").map(PersonId::new));
    }

    private static CreditPurse purse(Row row) {
        return new CreditPurse(
                month(row),
                row.number("free_given"),
                row.number("free_left"),
                row.number("extra_left"));
    }

    private static CreditMonth month(Row row) {
        return new CreditMonth(LocalDate.parse(row.text("month")));
    }

    private static Standing standing(Row row, CreditMonth now) {
        return new Standing(
                purse(row),
                row.number("held"),
                new CreditPurse.Part(now, row.number("free_due"), row.number("extra_due")),
                row.optionalInstant("unlimited_until"));
    }

    private static Reserved reserved(Row row) {
        CreditPurse.Part part =
                new CreditPurse.Part(month(row), row.number("free"), row.number("extra"));
        return new Reserved(
                new CreditReservation(
                        row.uuid("id"),
                        holder(row),
                        row.text("purpose"),
                        row.number("amount"),
                        row.number("used"),
                        part.free() + part.extra() == 0,
                        row.constant("status", CreditReservation.Status.class),
                        row.instant("created_at"),
                        row.instant("expires_at")),
                row.uuid("account_id"),
                row.text("key"),
                part);
    }

    private static @Nullable UUID value(CreditHolder holder) {
        return holder.person().map(PersonId::value).orElse(null);
    }

    /** Reads an account without changing it; nothing while nobody used it. */
    public Optional<Standing> look(CreditHolder holder, CreditMonth month, Instant now) {
        return sql.query(
                        "select "
                                + ACCOUNT
                                + ", h.held, h.free_due, h.extra_due from credit_account a "
                                + HELD
                                + """
                                where a.tenant_id = :tenant
                                  and a.person_id is not distinct from cast(:person as uuid)
                                """)
                .set("person", value(holder))
                .set("month", month.first().toString())
                .set("now", now)
                .first(row -> standing(row, month));
    }

    /** Locks an account, and makes it before if there is none. */
    public Account lock(CreditHolder holder, CreditMonth month, Instant now) {
        Optional<Account> known = locked(holder);
        if (known.isPresent()) {
            return known.get();
        }
        sql.update(
                        """
                        insert into credit_account
                            (tenant_id, id, person_id, month, free_given, free_left, created_at)
                        values (:tenant, :id, cast(:person as uuid), cast(:month as date), 0, 0, :now)
                        on conflict do nothing
                        """)
                .set("id", Ids.at(now))
                .set("person", value(holder))
                .set("month", month.first().toString())
                .set("now", now)
                .run();
        return locked(holder).orElseThrow();
    }

    private Optional<Account> locked(CreditHolder holder) {
        return sql.query(
                        "select "
                                + ACCOUNT
                                + """
                                from credit_account a
                                where a.tenant_id = :tenant
                                  and a.person_id is not distinct from cast(:person as uuid)
                                for update
                                """)
                .set("person", value(holder))
                .first(
                        row ->
                                new Account(
                                        row.uuid("account_id"),
                                        purse(row),
                                        row.optionalInstant("unlimited_until")));
    }

    /**
     * Changes what is left of an account by as much as the two purses differ; the database refuses
     * less than nothing.
     */
    public void change(UUID account, CreditPurse before, CreditPurse after) {
        int changed =
                sql.update(
                                """
                                update credit_account
                                set month = cast(:month as date), free_given = :given,
                                    free_left = free_left + :free, extra_left = extra_left + :extra
                                where tenant_id = :tenant and id = :id
                                  and free_left + :free >= 0 and extra_left + :extra >= 0
                                """)
                        .set("month", after.month().first().toString())
                        .set("given", after.given())
                        .set("free", after.free() - before.free())
                        .set("extra", after.extra() - before.extra())
                        .set("id", account)
                        .run();
        if (changed != 1) {
            throw new IllegalStateException("credits of account " + account + " were changed");
        }
    }

    /** Kinds of entries; the sums of all entries are what is left. */
    public enum EntryKind {
        MONTH,
        LAPSED,
        GRANTED,
        TAKEN_BACK,
        RESERVED,
        USED,
        RELEASED,
        EXPIRED,
        UNLIMITED
    }

    /** What an entry is about, besides its numbers. */
    public record About(Optional<UUID> reservation, Optional<String> source, String note) {

        public static final About NOTHING = new About(Optional.empty(), Optional.empty(), "");

        public static About reservation(UUID id, String purpose) {
            return new About(Optional.of(id), Optional.empty(), purpose);
        }

        public static About source(String source, String note) {
            return new About(Optional.empty(), Optional.of(source), note);
        }
    }

    public void enter(
            UUID account, EntryKind kind, long free, long extra, About about, Instant now) {
        sql.update(
                        """
                        insert into credit_entry
                            (tenant_id, id, account_id, kind, free, extra, reservation_id, source, note, created_at)
                        values (:tenant, :id, :account, :kind, :free, :extra, cast(:reservation as uuid),
                            cast(:source as text), :note, :now)
                        """)
                .set("id", Ids.at(now))
                .set("account", account)
                .set("kind", kind)
                .set("free", free)
                .set("extra", extra)
                .set("reservation", about.reservation().orElse(null))
                .set("source", about.source().orElse(null))
                .set("note", about.note())
                .set("now", now)
                .run();
    }

    /** How many extra credits came with a source, or went back; nothing if that did not happen. */
    public Optional<Long> ofSource(UUID account, EntryKind kind, String source) {
        return sql.query(
                        """
                        select extra
                        from credit_entry
                        where tenant_id = :tenant and account_id = :account and kind = :kind and source = :source
                        """)
                .set("account", account)
                .set("kind", kind)
                .set("source", source)
                .first(row -> row.number("extra"));
    }

    public Optional<Reserved> find(UUID reservation) {
        return sql.query(RESERVATION + " and r.id = :id")
                .set("id", reservation)
                .first(CreditRows::reserved);
    }

    public Optional<Reserved> find(UUID account, String key) {
        return sql.query(RESERVATION + " and r.account_id = :account and r.key = :key")
                .set("account", account)
                .set("key", key)
                .first(CreditRows::reserved);
    }

    /** Lists what of an account was reserved for too long, the oldest first. */
    public List<Reserved> overdue(UUID account, Instant now) {
        return sql.query(
                        RESERVATION
                                + """
                                and r.account_id = :account and r.status = 'OPEN' and r.expires_at <= :now
                                order by r.expires_at
                                """)
                .set("account", account)
                .set("now", now)
                .list(CreditRows::reserved);
    }

    /** Lists accounts of which something was reserved for too long. */
    public List<CreditHolder> overdue(Instant now, int limit) {
        return sql.query(
                        """
                        select distinct a.person_id
                        from credit_reservation r
                        join credit_account a on a.tenant_id = r.tenant_id and a.id = r.account_id
                        where r.tenant_id = :tenant and r.status = 'OPEN' and r.expires_at <= :now
                        limit :limit
                        """)
                .set("now", now)
                .set("limit", limit)
                .list(CreditRows::holder);
    }

    public UUID reserve(
            UUID account,
            String key,
            String purpose,
            long amount,
            CreditPurse.Part part,
            Instant now,
            Instant expiresAt) {
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into credit_reservation
                            (tenant_id, id, account_id, key, purpose, amount, free, extra, month, status, created_at,
                             expires_at)
                        values (:tenant, :id, :account, :key, :purpose, :amount, :free, :extra,
                            cast(:month as date), 'OPEN', :now, :expires)
                        """)
                .set("id", id)
                .set("account", account)
                .set("key", key)
                .set("purpose", purpose)
                .set("amount", amount)
                .set("free", part.free())
                .set("extra", part.extra())
                .set("month", part.month().first().toString())
                .set("now", now)
                .set("expires", expiresAt)
                .run();
        return id;
    }

    public void finish(UUID reservation, CreditReservation.Status status, long used, Instant now) {
        sql.update(
                        """
                        update credit_reservation
                        set status = :status, used = :used, finished_at = :now
                        where tenant_id = :tenant and id = :id and status = 'OPEN'
                        """)
                .set("status", status)
                .set("used", used)
                .set("now", now)
                .set("id", reservation)
                .run();
    }

    /** Until when a source makes an account unlimited; nothing if it does not. */
    public Optional<Instant> unlimited(UUID account, String source) {
        return sql.query(
                        """
                        select until
                        from credit_unlimited
                        where tenant_id = :tenant and account_id = :account and source = :source
                        """)
                .set("account", account)
                .set("source", source)
                .first(row -> row.instant("until"));
    }

    /** Notes until when a source makes an account unlimited; the latest of all sources holds. */
    public void unlimited(UUID account, String source, Instant until, Instant now) {
        sql.update(
                        """
                        insert into credit_unlimited (tenant_id, id, account_id, source, until)
                        values (:tenant, :id, :account, :source, :until)
                        on conflict (tenant_id, account_id, source) do update set until = :until
                        """)
                .set("id", Ids.at(now))
                .set("account", account)
                .set("source", source)
                .set("until", until)
                .run();
        sql.update(
                        """
                        update credit_account
                        set unlimited_until = (
                            select max(until) from credit_unlimited where tenant_id = :tenant and account_id = :account)
                        where tenant_id = :tenant and id = :account
                        """)
                .set("account", account)
                .run();
    }

    public CreditSettings settings() {
        return sql.query(
                        """
                        select learner_monthly, school_monthly, version
                        from credit_setting
                        where tenant_id = :tenant
                        """)
                .first(
                        row ->
                                new CreditSettings(
                                        row.integer("learner_monthly"),
                                        row.integer("school_monthly"),
                                        row.number("version")))
                .orElse(CreditSettings.USUAL);
    }

    /**
     * Changes the settings.
     *
     * @return whether they were still of this version
     */
    public boolean save(CreditSettings settings, Instant now) {
        return sql.update(
                                settings.version() == 0
                                        ? """
                                        insert into credit_setting (tenant_id, id, learner_monthly, school_monthly)
                                        select :tenant, :id, :learner, :school
                                        where :version = 0
                                        on conflict (tenant_id) do nothing
                                        """
                                        : """
                                        update credit_setting
                                        set learner_monthly = :learner, school_monthly = :school,
                                            version = version + 1
                                        where tenant_id = :tenant and version = :version and :id is not null
                                        """)
                        .set("id", Ids.at(now))
                        .set("learner", settings.learnerMonthly())
                        .set("school", settings.schoolMonthly())
                        .set("version", settings.version())
                        .run()
                == 1;
    }

    /** Lists people with their accounts, the latest to join first. */
    public List<PersonRow> people(
            String query, Optional<String> cursor, int limit, CreditMonth month, Instant now) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        "select p.id, p.name, p.email, p.created_at, h.held, h.free_due, h.extra_due, "
                                + ACCOUNT
                                + """
                                from person p
                                left join credit_account a on a.tenant_id = p.tenant_id and a.person_id = p.id
                                """
                                + HELD
                                + """
                                where p.tenant_id = :tenant
                                  and (:query = '' or lower(p.name) like :pattern or lower(p.email) like :pattern)
                                  and (cast(:at as timestamptz) is null or (p.created_at, p.id) < (:at, :after))
                                order by p.created_at desc, p.id desc
                                limit :limit
                                """)
                .set("month", month.first().toString())
                .set("now", now)
                .set("query", query.strip())
                .set("pattern", "%" + query.strip().toLowerCase(Locale.ROOT) + "%")
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(
                        row ->
                                new PersonRow(
                                        new PersonId(row.uuid("id")),
                                        row.text("name"),
                                        row.text("email"),
                                        row.instant("created_at"),
                                        row.optionalUuid("account_id")
                                                .map(id -> standing(row, month))));
    }

    /**
     * Adds up all accounts.
     *
     * @param since when the month began
     */
    public CreditTotals totals(Instant since, Instant now) {
        return sql.query(
                        """
                        select
                            coalesce((
                                select sum(used)
                                from credit_reservation
                                where tenant_id = :tenant and status = 'COMMITTED' and finished_at >= :since), 0)
                                as used,
                            coalesce((
                                select sum(extra_left)
                                from credit_account
                                where tenant_id = :tenant and person_id is not null), 0) as extra,
                            coalesce((
                                select sum(free + extra)
                                from credit_reservation
                                where tenant_id = :tenant and status = 'OPEN' and expires_at > :now), 0) as held,
                            (select count(*)
                                from credit_account
                                where tenant_id = :tenant and person_id is not null and unlimited_until > :now)
                                as unlimited
                        """)
                .set("since", since)
                .set("now", now)
                .first(
                        row ->
                                new CreditTotals(
                                        row.number("used"),
                                        row.number("extra"),
                                        row.number("held"),
                                        row.number("unlimited")))
                .orElseThrow();
    }

    /** Lists what happened to somebody's credits, the latest first. */
    public List<CreditLine> lines(CreditHolder holder, int limit) {
        return sql.query(
                        """
                        with account as (
                            select id
                            from credit_account
                            where tenant_id = :tenant and person_id is not distinct from cast(:person as uuid))
                        select kind, free + extra as amount, false as unlimited, note, created_at, id
                        from credit_entry
                        where tenant_id = :tenant and account_id = (select id from account)
                          and kind in ('MONTH', 'LAPSED', 'GRANTED', 'TAKEN_BACK', 'UNLIMITED')
                        union all
                        select status, -case status when 'OPEN' then amount else used end, free + extra = 0, purpose,
                            created_at, id
                        from credit_reservation
                        where tenant_id = :tenant and account_id = (select id from account)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .set("person", value(holder))
                .set("limit", limit)
                .list(
                        row ->
                                new CreditLine(
                                        row.constant("kind", CreditLine.Kind.class),
                                        row.number("amount"),
                                        row.flag("unlimited"),
                                        row.text("note"),
                                        row.instant("created_at")));
    }
}
