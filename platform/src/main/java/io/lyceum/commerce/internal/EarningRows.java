package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Balance;
import io.lyceum.commerce.Earning;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Ledger;
import io.lyceum.commerce.Ledger.Line;
import io.lyceum.commerce.LedgerAccount;
import io.lyceum.commerce.Payee;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who earns what of what is posted, in the caller's transaction. */
@ApplicationScoped
public class EarningRows {

    private final Sql sql;
    private final Clock clock;
    private final AgreementRows agreements;
    private final SoldCourses sold;
    private final ConnectedRows accounts;
    private final Duration hold;

    protected EarningRows() {
        this(null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param hold how long what the school itself earns is held
     */
    @Inject
    EarningRows(
            Sql sql,
            Clock clock,
            AgreementRows agreements,
            SoldCourses sold,
            ConnectedRows accounts,
            @ConfigProperty(name = "lyceum.payouts.hold", defaultValue = "P7D") Duration hold) {
        this.sql = sql;
        this.clock = clock;
        this.agreements = agreements;
        this.sold = sold;
        this.accounts = accounts;
        this.hold = hold;
    }

    /**
     * Divides what a posting about an order leaves of the money: the teachers have their shares of
     * a sale and lose them with what is given back; the rest is the school's.
     *
     * @return what the books have to say besides
     */
    public List<Line> divide(UUID posting, Ledger.Posting about) {
        if (about.order().isEmpty() || about.lines().isEmpty()) {
            return List.of();
        }
        Net net = Net.of(about.lines());
        long sold = -sum(about.lines(), LedgerAccount.SALES);
        long back =
                sum(about.lines(), LedgerAccount.REFUNDS)
                        + sum(about.lines(), LedgerAccount.DISPUTES);
        UUID order = about.order().get();
        Instant at = about.occurredAt();
        long shared = sold == 0 ? 0 : share(posting, order, at, net);
        shared += takeBack(posting, order, at, sold, back);
        add(
                new Entry(
                        posting,
                        order,
                        Payee.school(),
                        Optional.empty(),
                        Optional.empty(),
                        net.currency(),
                        net.minor() - shared,
                        at,
                        schoolDue(order, at)));
        accounts.earned(posting);
        return List.of(
                new Line(LedgerAccount.TEACHER_SHARES, net.currency(), shared),
                new Line(LedgerAccount.DUE_TO_TEACHERS, net.currency(), -shared));
    }

    private static long sum(List<Line> lines, LedgerAccount account) {
        return lines.stream()
                .filter(line -> line.account() == account)
                .mapToLong(Line::minor)
                .sum();
    }

    private long share(UUID posting, UUID order, Instant at, Net net) {
        List<SoldCourses.Sold> courses = sold.of(order);
        if (courses.stream().mapToLong(SoldCourses.Sold::minor).sum() <= 0) {
            return 0;
        }
        List<Long> parts =
                Shares.split(net.minor(), courses.stream().map(SoldCourses.Sold::minor).toList());
        long shared = 0;
        for (int i = 0; i < courses.size(); i++) {
            CourseId course = courses.get(i).course();
            Optional<Agreement> agreed = agreements.at(course, at);
            if (agreed.isPresent()) {
                shared += share(posting, order, at, net.currency(), agreed.get(), parts.get(i));
            }
        }
        return shared;
    }

    private long share(
            UUID posting, UUID order, Instant at, String currency, Agreement agreed, long net) {
        List<Agreement.Share> shares = agreed.shares();
        List<Long> amounts =
                Shares.of(net, shares.stream().map(Agreement.Share::basisPoints).toList());
        for (int i = 0; i < shares.size(); i++) {
            add(
                    new Entry(
                            posting,
                            order,
                            Payee.teacher(shares.get(i).person()),
                            Optional.of(agreed.course()),
                            Optional.empty(),
                            currency,
                            amounts.get(i),
                            at,
                            at.plus(Duration.ofDays(agreed.holdDays()))));
        }
        return amounts.stream().mapToLong(Long::longValue).sum();
    }

    /** What one earned by a sale, and what was taken back of it since. */
    private record Earned(
            UUID id,
            Optional<PersonId> person,
            Optional<CourseId> course,
            String currency,
            long minor,
            long lost,
            Instant due) {}

    /** What was given back may have been posted before what was sold. */
    private long takeBack(UUID posting, UUID order, Instant at, long sold, long back) {
        long paid = sold - posted(order, LedgerAccount.SALES);
        long refunded = posted(order, LedgerAccount.REFUNDS) + back;
        long shared = 0;
        for (Earned earned : earned(order)) {
            long change = earned.lost() - Shares.takenBack(earned.minor(), refunded, paid);
            shared += change;
            add(
                    new Entry(
                            posting,
                            order,
                            // Whoever has gone since still loses it in the books.
                            new Payee(earned.person()),
                            earned.course(),
                            Optional.of(earned.id()),
                            earned.currency(),
                            change,
                            at,
                            earned.due()));
        }
        return shared;
    }

    private long posted(UUID order, LedgerAccount account) {
        return sql.query(
                        """
                        select cast(coalesce(sum(l.amount_minor), 0) as bigint) as minor
                        from ledger_posting p
                        join ledger_line l on l.tenant_id = p.tenant_id and l.posting_id = p.id
                        where p.tenant_id = :tenant and p.order_id = :order and l.account = :account
                        """)
                .set("order", order)
                .set("account", account)
                .first(row -> row.number("minor"))
                .orElse(0L);
    }

    private List<Earned> earned(UUID order) {
        return sql.query(
                        """
                        select e.id, e.person_id, e.course_id, e.currency, e.amount_minor, e.due_at,
                            cast(coalesce(-sum(b.amount_minor), 0) as bigint) as lost
                        from earning e
                        left join earning b on b.tenant_id = e.tenant_id and b.of_id = e.id
                        where e.tenant_id = :tenant and e.order_id = :order and e.payee = 'TEACHER'
                          and e.of_id is null
                        group by e.tenant_id, e.id
                        order by e.id
                        """)
                .set("order", order)
                .list(
                        row ->
                                new Earned(
                                        row.uuid("id"),
                                        row.optionalUuid("person_id").map(PersonId::new),
                                        row.optionalUuid("course_id").map(CourseId::new),
                                        row.text("currency"),
                                        row.number("amount_minor"),
                                        row.number("lost"),
                                        row.instant("due_at")));
    }

    /** What changes a sale later is due with it. */
    private Instant schoolDue(UUID order, Instant at) {
        return sql.query(
                        """
                        select min(due_at) as due
                        from earning
                        where tenant_id = :tenant and order_id = :order and payee = 'SCHOOL'
                        """)
                .set("order", order)
                .first(row -> row.optionalInstant("due"))
                .flatMap(due -> due)
                .orElse(at.plus(hold));
    }

    private record Entry(
            UUID posting,
            UUID order,
            Payee payee,
            Optional<CourseId> course,
            Optional<UUID> of,
            String currency,
            long minor,
            Instant at,
            Instant due) {}

    private void add(Entry entry) {
        if (entry.minor() == 0) {
            return;
        }
        Payee.Kind kind = entry.course().isPresent() ? Payee.Kind.TEACHER : Payee.Kind.SCHOOL;
        sql.update(
                        """
                        insert into earning
                            (tenant_id, id, posting_id, order_id, payee, person_id, course_id, of_id, currency,
                             amount_minor, earned_at, due_at)
                        values (:tenant, :id, :posting, :order, :payee, cast(:person as uuid), cast(:course as uuid),
                            cast(:of as uuid), :currency, :minor, :at, :due)
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("posting", entry.posting())
                .set("order", entry.order())
                .set("payee", kind)
                .set("person", entry.payee().person().map(PersonId::value).orElse(null))
                .set("course", entry.course().map(CourseId::value).orElse(null))
                .set("of", entry.of().orElse(null))
                .set("currency", entry.currency())
                .set("minor", entry.minor())
                .set("at", entry.at())
                .set("due", entry.due())
                .run();
    }

    /** Tells how somebody stands, by currency. */
    public List<Balance> balances(Payee payee) {
        return sql.query(
                        """
                        select currency, cast(sum(earned) as bigint) as earned, cast(sum(held) as bigint) as held,
                            cast(sum(moved) as bigint) as moved
                        from (
                            select currency, amount_minor as earned,
                                case when due_at > :now then amount_minor else 0 end as held, 0 as moved
                            from earning
                            where tenant_id = :tenant and payee = :payee
                              and person_id is not distinct from cast(:person as uuid)
                            union all
                            select currency, 0, 0, case when back_of is null then amount_minor else -amount_minor end
                            from share_transfer
                            where tenant_id = :tenant and payee = :payee
                              and person_id is not distinct from cast(:person as uuid) and status <> 'REFUSED') all_of_it
                        group by currency
                        order by currency
                        """)
                .set("now", clock.instant())
                .set("payee", payee.kind())
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .list(
                        row ->
                                new Balance(
                                        row.text("currency"),
                                        row.number("earned"),
                                        row.number("held"),
                                        row.number("moved")));
    }

    /** Tells when something that is held will be due. */
    Optional<Instant> nextDue(Payee payee) {
        return sql.query(
                        """
                        select min(due_at) as due
                        from earning
                        where tenant_id = :tenant and payee = :payee
                          and person_id is not distinct from cast(:person as uuid) and due_at > :now
                        """)
                .set("payee", payee.kind())
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .set("now", clock.instant())
                .first(row -> row.optionalInstant("due"))
                .flatMap(due -> due);
    }

    public List<Earnings.Line> list(Payee payee, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        """
                        select e.id, e.order_id, e.course_id, e.currency, e.amount_minor, e.earned_at, e.due_at,
                            p.kind, coalesce(c.title, '') as title
                        from earning e
                        join ledger_posting p on p.tenant_id = e.tenant_id and p.id = e.posting_id
                        left join course c on c.tenant_id = e.tenant_id and c.id = e.course_id
                        where e.tenant_id = :tenant and e.payee = :payee
                          and e.person_id is not distinct from cast(:person as uuid)
                          and (cast(:at as timestamptz) is null or (e.earned_at, e.id) < (:at, :after))
                        order by e.earned_at desc, e.id desc
                        limit :limit
                        """)
                .set("payee", payee.kind())
                .set("person", payee.person().map(PersonId::value).orElse(null))
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(row -> new Earnings.Line(earning(row), row.text("title")));
    }

    private static Earning earning(Row row) {
        return new Earning(
                row.uuid("id"),
                row.uuid("order_id"),
                row.optionalUuid("course_id").map(CourseId::new),
                row.constant("kind", Ledger.Kind.class),
                row.text("currency"),
                row.number("amount_minor"),
                row.instant("earned_at"),
                row.instant("due_at"));
    }

    /** Lists the teachers who have earned something or will by an agreement; at most 200. */
    public List<Earnings.Teacher> teachers() {
        return sql.query(
                        """
                        select p.id, p.name, p.email
                        from person p
                        where p.tenant_id = :tenant
                          and (exists (
                                select 1 from earning e
                                where e.tenant_id = :tenant and e.payee = 'TEACHER' and e.person_id = p.id)
                            or exists (
                                select 1 from teacher_share s
                                where s.tenant_id = :tenant and s.person_id = p.id))
                        order by p.name, p.id
                        limit 200
                        """)
                .list(
                        row ->
                                new Earnings.Teacher(
                                        new PersonId(row.uuid("id")),
                                        row.text("name").isBlank()
                                                ? row.text("email")
                                                : row.text("name")));
    }
}
