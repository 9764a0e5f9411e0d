package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Coupon;
import io.lyceum.commerce.CouponId;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Quote;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of coupons and of their uses, in the caller's transaction. */
@ApplicationScoped
public class CouponRows {

    /** Without letters and digits that look alike. */
    private static final String SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final int CODE_LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String SELECT =
            """
            select c.id, c.name, c.code, c.kind, c.basis_points, c.amount_minor, c.currency, c.duration, c.months,
                c.starts_at, c.ends_at, c.uses, c.used, c.uses_each, c.first_purchase, c.stacks, c.person_id,
                c.order_id, c.anything, c.archived, c.version,
                array(
                    select cast(t.course_id as text)
                    from coupon_target t
                    where t.tenant_id = :tenant and t.coupon_id = c.id and t.course_id is not null) as courses,
                array(
                    select cast(t.offer_id as text)
                    from coupon_target t
                    where t.tenant_id = :tenant and t.coupon_id = c.id and t.offer_id is not null) as offers
            from coupon c
            where c.tenant_id = :tenant
            """;

    private final Sql sql;
    private final Clock clock;

    protected CouponRows() {
        this(null, null);
    }

    @Inject
    CouponRows(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private static Coupon coupon(Row row) {
        return new Coupon(
                new CouponId(row.uuid("id")),
                row.text("name"),
                row.optionalText("code"),
                row.constant("kind", Coupon.Kind.class),
                row.optionalInteger("basis_points").orElse(0),
                row.optionalNumber("amount_minor").orElse(0L),
                row.optionalText("currency"),
                row.constant("duration", Coupon.Duration.class),
                row.optionalInteger("months"),
                row.optionalInstant("starts_at"),
                row.optionalInstant("ends_at"),
                row.optionalInteger("uses"),
                row.integer("used"),
                row.optionalInteger("uses_each"),
                row.flag("first_purchase"),
                row.flag("stacks"),
                row.optionalUuid("person_id").map(PersonId::new),
                row.optionalUuid("order_id"),
                row.flag("anything"),
                row.texts("courses").stream().map(id -> new CourseId(UUID.fromString(id))).toList(),
                row.texts("offers").stream().map(id -> new OfferId(UUID.fromString(id))).toList(),
                row.flag("archived"),
                row.number("version"));
    }

    public List<Coupon> list(String query, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        SELECT
                                + """
                                and c.order_id is null
                                and (:query = ''
                                    or position(lower(:query) in lower(c.name)) > 0
                                    or position(upper(:query) in c.code) > 0)
                                and (cast(:at as timestamptz) is null or (c.created_at, c.id) < (:at, :after))
                                order by c.created_at desc, c.id desc
                                limit :limit
                                """)
                .set("query", query.strip())
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(CouponRows::coupon);
    }

    public Instant createdAt(CouponId id) {
        return sql.query("select created_at from coupon where tenant_id = :tenant and id = :id")
                .set("id", id.value())
                .first(row -> row.instant("created_at"))
                .orElseThrow();
    }

    public Optional<Coupon> find(CouponId id) {
        return sql.query(SELECT + "and c.id = :id").set("id", id.value()).first(CouponRows::coupon);
    }

    public Optional<Coupon> byCode(String code) {
        return sql.query(SELECT + "and c.code = :code").set("code", code).first(CouponRows::coupon);
    }

    /** Finds the one that is good for all that an order has paid for others. */
    public Optional<Coupon> ofOrder(UUID order) {
        return sql.query(
                        SELECT
                                + """
                                and c.order_id = :order
                                and not exists (
                                    select 1
                                    from seat_invitation i
                                    where i.tenant_id = :tenant and i.coupon_id = c.id)
                                """)
                .set("order", order)
                .first(CouponRows::coupon);
    }

    /**
     * Lists those that an order has paid for, that of all its seats first; without those of
     * invitations that were withdrawn.
     */
    List<Coupon> allOfOrder(UUID order) {
        return sql.query(
                        SELECT
                                + """
                                and c.order_id = :order
                                and not exists (
                                    select 1
                                    from seat_invitation i
                                    where i.tenant_id = :tenant and i.coupon_id = c.id
                                      and i.withdrawn_at is not null)
                                order by c.created_at, c.id
                                """)
                .set("order", order)
                .list(CouponRows::coupon);
    }

    /** Counts seats of a coupon as used, or as free again; answers whether there were so many. */
    public boolean hold(CouponId id, int seats) {
        return sql.update(
                                """
                                update coupon
                                set used = used + :seats
                                where tenant_id = :tenant and id = :id and used + :seats <= uses
                                """)
                        .set("seats", seats)
                        .set("id", id.value())
                        .run()
                == 1;
    }

    /** Tells whether an order was paid by another one: it has a seat of it, or is its gift. */
    boolean isPaidByOther(UUID order) {
        return sql.query(
                        """
                        select 1 as one
                        from coupon_use u
                        join coupon c on c.tenant_id = :tenant and c.id = u.coupon_id
                        where u.tenant_id = :tenant and u.order_id = :order and c.order_id is not null
                        limit 1
                        """)
                .set("order", order)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Ends a coupon that nobody uses; answers whether it was one. */
    boolean archiveUnused(CouponId id) {
        return sql.update(
                                """
                                update coupon
                                set archived = true, archived_at = :now, version = version + 1
                                where tenant_id = :tenant and id = :id and used = 0 and not archived
                                """)
                        .set("now", clock.instant())
                        .set("id", id.value())
                        .run()
                == 1;
    }

    /** Lists what holds without a code. */
    public List<Coupon> rules() {
        return sql.query(SELECT + "and c.code is null and not c.archived order by c.id")
                .list(CouponRows::coupon);
    }

    /** Tells whether all of these are of the school. */
    public boolean known(List<CourseId> courses, List<OfferId> offers) {
        return sql.query(
                        """
                        select
                            (select count(*) from course where tenant_id = :tenant and id = any(:courses))
                            + (select count(*) from offer where tenant_id = :tenant and id = any(:offers)) as found
                        """)
                .set("courses", courses.stream().map(CourseId::value).toArray(UUID[]::new))
                .set("offers", offers.stream().map(OfferId::value).toArray(UUID[]::new))
                .first(row -> row.number("found"))
                .filter(
                        found ->
                                found
                                        == courses.stream().distinct().count()
                                                + offers.stream().distinct().count())
                .isPresent();
    }

    public CouponId insert(Coupon.Draft draft, Optional<UUID> order) {
        Instant now = clock.instant();
        CouponId id = new CouponId(Ids.at(now));
        written(
                        sql.update(
                                """
                                insert into coupon
                                    (tenant_id, id, name, code, kind, basis_points, amount_minor, currency, duration,
                                     months, starts_at, ends_at, uses, uses_each, first_purchase, stacks, person_id,
                                     anything, order_id, created_at)
                                values (:tenant, :id, :name, cast(:code as text), :kind, cast(:points as integer),
                                    cast(:amount as bigint), cast(:currency as text), :duration,
                                    cast(:months as integer), cast(:starts as timestamptz),
                                    cast(:ends as timestamptz), cast(:uses as integer), cast(:each as integer),
                                    :first, :stacks, cast(:person as uuid), :anything, cast(:order as uuid), :now)
                                """),
                        draft)
                .set("order", order.orElse(null))
                .set("id", id.value())
                .set("now", now)
                .run();
        addTargets(id, draft);
        return id;
    }

    private static Sql.Statement.Bound written(Sql.Statement.Bound statement, Coupon.Draft draft) {
        boolean percent = draft.kind() == Coupon.Kind.PERCENT;
        return statement
                .set("name", draft.name().strip())
                .set("code", draft.code().orElse(null))
                .set("kind", draft.kind())
                .set("points", percent ? draft.basisPoints() : null)
                .set("amount", percent ? null : draft.amountMinor())
                .set("currency", percent ? null : draft.currency().orElseThrow())
                .set("duration", draft.duration())
                .set(
                        "months",
                        draft.duration() == Coupon.Duration.MONTHS
                                ? draft.months().orElseThrow()
                                : null)
                .set("starts", draft.startsAt().orElse(null))
                .set("ends", draft.endsAt().orElse(null))
                .set("uses", draft.uses().orElse(null))
                .set("each", draft.usesEach().orElse(null))
                .set("first", draft.firstPurchase())
                .set("stacks", draft.stacks())
                .set("anything", draft.courses().isEmpty() && draft.offers().isEmpty())
                .set("person", draft.person().map(PersonId::value).orElse(null));
    }

    private void addTargets(CouponId id, Coupon.Draft draft) {
        sql.update(
                        """
                        insert into coupon_target (tenant_id, id, coupon_id, course_id, offer_id)
                        select :tenant, gen_random_uuid(), :coupon, c.id, cast(null as uuid)
                        from course c
                        where c.tenant_id = :tenant and c.id = any(:courses)
                        union all
                        select :tenant, gen_random_uuid(), :coupon, cast(null as uuid), o.id
                        from offer o
                        where o.tenant_id = :tenant and o.id = any(:offers)
                        """)
                .set("coupon", id.value())
                .set("courses", draft.courses().stream().map(CourseId::value).toArray(UUID[]::new))
                .set("offers", draft.offers().stream().map(OfferId::value).toArray(UUID[]::new))
                .run();
    }

    /** Answers whether nobody else has changed it meanwhile. */
    public boolean change(CouponId id, long version, Coupon.Draft draft) {
        boolean changed =
                written(
                                        sql.update(
                                                """
                                                update coupon
                                                set name = :name, code = cast(:code as text), kind = :kind,
                                                    basis_points = cast(:points as integer),
                                                    amount_minor = cast(:amount as bigint),
                                                    currency = cast(:currency as text), duration = :duration,
                                                    months = cast(:months as integer),
                                                    starts_at = cast(:starts as timestamptz),
                                                    ends_at = cast(:ends as timestamptz),
                                                    uses = cast(:uses as integer),
                                                    uses_each = cast(:each as integer), first_purchase = :first,
                                                    stacks = :stacks, person_id = cast(:person as uuid),
                                                    anything = :anything,
                                                    version = version + 1
                                                where tenant_id = :tenant and id = :id and version = :version
                                                """),
                                        draft)
                                .set("id", id.value())
                                .set("version", version)
                                .run()
                        == 1;
        if (changed) {
            sql.update("delete from coupon_target where tenant_id = :tenant and coupon_id = :id")
                    .set("id", id.value())
                    .run();
            addTargets(id, draft);
        }
        return changed;
    }

    public void setArchived(CouponId id, boolean archived) {
        sql.update(
                        """
                        update coupon
                        set archived = :archived,
                            archived_at = case when :archived then cast(:now as timestamptz) end, version = version + 1
                        where tenant_id = :tenant and id = :id and archived <> :archived
                        """)
                .set("now", clock.instant())
                .set("archived", archived)
                .set("id", id.value())
                .run();
    }

    /** Tells whether somebody has paid for anything. */
    public boolean hasBought(Optional<PersonId> person) {
        return person.flatMap(
                        who ->
                                sql.query(
                                                """
                                                select 1 as one
                                                from sales_order
                                                where tenant_id = :tenant and person_id = :person
                                                  and paid_at is not null and total_minor > 0
                                                limit 1
                                                """)
                                        .set("person", who.value())
                                        .first(row -> row.integer("one")))
                .isPresent();
    }

    /** How often somebody uses a coupon. */
    public long usedBy(CouponId id, PersonId person) {
        return sql.query(
                        """
                        select count(*) as uses
                        from coupon_use
                        where tenant_id = :tenant and coupon_id = :coupon and person_id = :person
                          and not given_back
                        """)
                .set("coupon", id.value())
                .set("person", person.value())
                .first(row -> row.number("uses"))
                .orElse(0L);
    }

    /**
     * Uses coupons for an order.
     *
     * @return one that was used up meanwhile
     */
    Optional<Coupon> use(List<Quote.Discount> discounts, UUID order, Optional<PersonId> person) {
        // Always in the same order, so that two who buy at once do not wait for each other.
        for (Quote.Discount discount :
                discounts.stream()
                        .sorted(Comparator.comparing(one -> one.coupon().id().value()))
                        .toList()) {
            if (!use(discount, order, person)) {
                return Optional.of(discount.coupon());
            }
        }
        return Optional.empty();
    }

    private boolean use(Quote.Discount discount, UUID order, Optional<PersonId> person) {
        Coupon coupon = discount.coupon();
        int taken =
                sql.update(
                                """
                                update coupon
                                set used = used + 1
                                where tenant_id = :tenant and id = :id and not archived
                                  and (uses is null or used < uses)
                                """)
                        .set("id", coupon.id().value())
                        .run();
        // The row is held now, so nobody else counts at the same time.
        if (taken == 0
                || coupon.usesEach()
                        .filter(
                                most ->
                                        person.filter(p -> usedBy(coupon.id(), p) >= most)
                                                .isPresent())
                        .isPresent()) {
            return false;
        }
        sql.update(
                        """
                        insert into coupon_use (tenant_id, id, coupon_id, order_id, person_id, minor, created_at)
                        values (:tenant, gen_random_uuid(), :coupon, :order, cast(:person as uuid), :minor, :now)
                        """)
                .set("coupon", coupon.id().value())
                .set("order", order)
                .set("person", person.map(PersonId::value).orElse(null))
                .set("minor", discount.minor())
                .set("now", clock.instant())
                .run();
        return true;
    }

    /** Lists what an order has used. */
    List<Quote.Discount> usedIn(UUID order) {
        return sql.query(
                        """
                        select coupon_id, minor
                        from coupon_use
                        where tenant_id = :tenant and order_id = :order
                        order by id
                        """)
                .set("order", order)
                .list(
                        row ->
                                new Quote.Discount(
                                        find(new CouponId(row.uuid("coupon_id"))).orElseThrow(),
                                        row.number("minor")));
    }

    /** Gives back what an order has used: it was not paid. */
    void giveBack(UUID order) {
        sql.update(
                        """
                        with back as (
                            update coupon_use
                            set given_back = true
                            where tenant_id = :tenant and order_id = :order and not given_back
                            returning coupon_id)
                        update coupon
                        set used = greatest(0, used - 1)
                        where tenant_id = :tenant and id in (select coupon_id from back)
                        """)
                .set("order", order)
                .run();
    }

    /**
     * Makes a code with which others have what an order has paid for.
     *
     * @param seats how many have it with this code
     */
    CouponId issue(Order order, int seats) {
        return insert(
                new Coupon.Draft(
                        order.title(),
                        Optional.of(code()),
                        Coupon.Kind.PERCENT,
                        10_000,
                        0,
                        Optional.empty(),
                        Coupon.Duration.ONCE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(seats),
                        Optional.of(1),
                        false,
                        false,
                        Optional.empty(),
                        order.course().stream().toList(),
                        order.offer().stream().toList()),
                Optional.of(order.id()));
    }

    private static String code() {
        return RANDOM.ints(CODE_LENGTH, 0, SIGNS.length())
                .mapToObj(i -> String.valueOf(SIGNS.charAt(i)))
                .collect(Collectors.joining());
    }

    /** The orders in which a coupon is used. */
    List<UUID> ordersOf(CouponId id) {
        return sql.query(
                        """
                        select order_id
                        from coupon_use
                        where tenant_id = :tenant and coupon_id = :coupon and not given_back
                        """)
                .set("coupon", id.value())
                .list(row -> row.uuid("order_id"));
    }
}
