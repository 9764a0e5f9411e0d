package io.lyceum.commerce.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Basket;
import io.lyceum.commerce.Guest;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.OrderRefund;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Payer;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.Subscription;
import io.lyceum.commerce.Wish;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rows of orders and refunds, in the caller's transaction. */
@ApplicationScoped
public class OrderRows {

    /** How long an order waits for its checkout. */
    private static final Duration UNOPENED = Duration.ofMinutes(10);

    private static final String COLUMNS =
            """
            o.id, o.number, o.person_id, o.course_id, o.offer_id, o.product_id, o.title, o.quantity,
            o.for_others, o.code, o.status, o.currency, coalesce(o.list_minor, o.total_minor) as list_minor,
            o.discount_minor, o.tax_minor, o.total_minor, o.refunded_minor, o.fee_basis_points, o.session_id,
            o.payment_intent_id, o.checkout_url, o.subscription_id, o.invoice_id, o.last_error, o.created_at,
            o.paid_at, o.guest_email, o.guest_name, o.guest_token, o.buyer_country, o.buyer_region, o.buyer_company,
            o.buyer_vat_id, o.tax_name, o.tax_thousandths, o.tax_included, o.reverse_charge, o.extra_offer_id,
            o.extra_product_id, o.extra_title, o.extra_minor
            """;

    private static final String SELECT =
            "select " + COLUMNS + " from sales_order o where o.tenant_id = :tenant ";

    private static final String LINE =
            "select "
                    + COLUMNS
                    + """
                    , coalesce(p.name, o.guest_name, '') as buyer, coalesce(p.email, o.guest_email, '') as email
                    from sales_order o
                    left join person p on p.tenant_id = :tenant and p.id = o.person_id
                    where o.tenant_id = :tenant
                    """;

    private final Sql sql;
    private final Clock clock;
    private final StripeChecks checks;
    private final OfferRows offers;
    private final CouponRows coupons;
    private final Duration firstCheck;

    protected OrderRows() {
        this(null, null, null, null, null, Duration.ZERO);
    }

    /**
     * @param firstCheck after which time Stripe is asked without having told anything
     */
    @Inject
    OrderRows(
            Sql sql,
            Clock clock,
            DueSchools due,
            OfferRows offers,
            CouponRows coupons,
            @ConfigProperty(name = "lyceum.payments.check", defaultValue = "PT2M")
                    Duration firstCheck) {
        this.firstCheck = firstCheck;
        this.sql = sql;
        this.clock = clock;
        this.checks = new StripeChecks(sql, clock, due, "sales_order", PaymentLane.LANE);
        this.offers = offers;
        this.coupons = coupons;
    }

    private static Order order(Row row) {
        return new Order(
                row.uuid("id"),
                row.optionalNumber("number"),
                row.optionalUuid("person_id").map(PersonId::new),
                row.optionalUuid("course_id").map(CourseId::new),
                row.optionalUuid("offer_id").map(OfferId::new),
                row.optionalUuid("product_id").map(ProductId::new),
                row.text("title"),
                row.integer("quantity"),
                row.flag("for_others"),
                row.text("code"),
                row.constant("status", Order.Status.class),
                row.text("currency"),
                row.number("list_minor"),
                row.number("discount_minor"),
                row.number("tax_minor"),
                row.number("total_minor"),
                row.number("refunded_minor"),
                row.integer("fee_basis_points"),
                row.optionalText("session_id"),
                row.optionalText("payment_intent_id"),
                row.optionalText("checkout_url"),
                row.optionalUuid("subscription_id"),
                row.optionalText("invoice_id"),
                row.text("last_error"),
                row.instant("created_at"),
                row.optionalInstant("paid_at"),
                row.optionalText("guest_email")
                        .map(
                                email ->
                                        new Order.GuestOf(
                                                email,
                                                row.text("guest_name"),
                                                row.text("guest_token"))),
                new Order.Billed(
                        row.text("buyer_country"),
                        row.text("buyer_region"),
                        row.text("buyer_company"),
                        row.text("buyer_vat_id"),
                        row.text("tax_name"),
                        row.integer("tax_thousandths"),
                        row.flag("tax_included"),
                        row.flag("reverse_charge")),
                row.optionalUuid("extra_offer_id")
                        .map(
                                offer ->
                                        new Order.Extra(
                                                new OfferId(offer),
                                                new ProductId(row.uuid("extra_product_id")),
                                                row.text("extra_title"),
                                                row.number("extra_minor"))));
    }

    private static Orders.Line line(Row row) {
        return new Orders.Line(order(row), row.text("buyer"), row.text("email"));
    }

    public Optional<Order> find(UUID id) {
        return sql.query(SELECT + "and o.id = :id").set("id", id).first(OrderRows::order);
    }

    /** Reads an order that nobody else changes until the transaction ends. */
    // Without the key: rows that name the order can be written meanwhile, or two would wait for
    // each other.
    public Optional<Order> lock(UUID id) {
        return sql.query(SELECT + "and o.id = :id for no key update")
                .set("id", id)
                .first(OrderRows::order);
    }

    public Optional<Orders.Line> line(UUID id) {
        return sql.query(LINE + "and o.id = :id").set("id", id).first(OrderRows::line);
    }

    public List<Order> of(PersonId person) {
        return sql.query(SELECT + "and o.person_id = :person order by o.created_at desc limit 200")
                .set("person", person.value())
                .list(OrderRows::order);
    }

    public List<Orders.Line> list(
            Optional<Order.Status> status, String query, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        return sql.query(
                        LINE
                                + """
                                and (cast(:status as text) is null or o.status = :status)
                                and (:query = ''
                                    or position(lower(:query) in lower(o.title)) > 0
                                    or position(lower(:query) in lower(coalesce(p.name, o.guest_name))) > 0
                                    or position(lower(:query) in lower(coalesce(p.email, o.guest_email))) > 0
                                    or cast(o.number as text) = :query)
                                and (cast(:at as timestamptz) is null or (o.created_at, o.id) < (:at, :after))
                                order by o.created_at desc, o.id desc
                                limit :limit
                                """)
                .set("status", status.map(Enum::name).orElse(null))
                .set("query", query.strip())
                .set("at", after.map(c -> c.instant(0)).orElse(null))
                .set("after", after.map(c -> c.uuid(1)).orElse(null))
                .set("limit", limit)
                .list(OrderRows::line);
    }

    /**
     * Answers what somebody has begun to pay. One whose checkout was never opened, as far as it is
     * known, is given up when it is old or was begun otherwise: what is asked of Stripe with its
     * key a second time has to be what was asked at first.
     */
    public Optional<Order> openFor(Payer payer, Basket basket, Wish wish) {
        Optional<Order> open = open(payer, basket.item());
        Instant old = clock.instant().minus(UNOPENED);
        boolean over =
                open.filter(order -> order.session().isEmpty())
                        .filter(o -> o.createdAt().isBefore(old) || !o.isOf(basket, wish))
                        .isPresent();
        if (over) {
            expireUnopened(open.get());
            return open(payer, basket.item());
        }
        return open;
    }

    /**
     * Begins an order, or answers the one that somebody has begun; there is one of each thing at a
     * time.
     *
     * @throws Problem SOLD_OUT, COUPON_USED_UP
     */
    public Order begin(Payer payer, Quote quote, int feeBasisPoints) {
        Optional<Order> open = Optional.empty();
        while (open.isEmpty()) {
            insert(payer, quote, feeBasisPoints).ifPresent(id -> hold(id, payer, quote));
            // The one that was in the way may be paid by now.
            open = open(payer, quote.item());
        }
        return open.get();
    }

    private void expireUnopened(Order order) {
        int expired =
                sql.update(
                                """
                                update sales_order
                                set status = 'EXPIRED', version = version + 1
                                where tenant_id = :tenant and id = :id and status = 'PENDING'
                                  and session_id is null
                                """)
                        .set("id", order.id())
                        .run();
        if (expired == 1) {
            release(order);
        }
    }

    /** Gives back the places and coupons of an order that will not be paid. */
    void release(Order order) {
        givePlacesBack(order);
        coupons.giveBack(order.id());
    }

    /** Gives back the places that an order holds. */
    void givePlacesBack(Order order) {
        places(order).forEach(offers::giveBack);
    }

    /** Takes the places of an order again, even if others have them meanwhile: it is paid. */
    void takePlacesAgain(Order order) {
        places(order).forEach(offers::takeAgain);
    }

    /** Whoever has a seat that another order has paid for holds no place: that order does. */
    private Map<OfferId, Integer> places(Order order) {
        Map<OfferId, Integer> places = new HashMap<>();
        order.offer()
                .filter(offer -> !coupons.isPaidByOther(order.id()))
                .ifPresent(offer -> places.put(offer, order.quantity()));
        order.extra().ifPresent(extra -> places.merge(extra.offer(), 1, Integer::sum));
        return places;
    }

    private void hold(UUID id, Payer payer, Quote quote) {
        quote.item()
                .offer()
                .filter(offer -> !quote.isPaidByOther())
                .ifPresent(offer -> take(offer, quote.wish().quantity()));
        quote.extra().flatMap(SaleItem::offer).ifPresent(offer -> take(offer, 1));
        coupons.use(quote.discounts(), id, payer.id())
                .ifPresent(
                        coupon -> {
                            throw new Problem(
                                    PaymentProblem.COUPON_USED_UP,
                                    coupon.code().orElse(coupon.name()));
                        });
    }

    private void take(OfferId offer, int places) {
        if (!offers.take(offer, places)) {
            throw new Problem(PaymentProblem.SOLD_OUT);
        }
    }

    /** Answers the new order's id, unless there is one already. */
    private Optional<UUID> insert(Payer payer, Quote quote, int feeBasisPoints) {
        Instant now = clock.instant();
        SaleItem item = quote.item();
        Order.Billed billed = Order.billed(quote.basket(), quote.wish());
        return sql.query(
                        """
                        insert into sales_order
                            (tenant_id, id, person_id, guest_email, guest_name, guest_token, course_id, offer_id,
                             product_id, title, quantity, for_others, code, status, currency, list_minor,
                             discount_minor, tax_minor, total_minor, fee_basis_points, buyer_country, buyer_region,
                             buyer_company, buyer_vat_id, tax_name, tax_thousandths, tax_included, reverse_charge,
                             extra_offer_id, extra_product_id, extra_title, extra_minor, created_at)
                        values (:tenant, :id, cast(:person as uuid), cast(:email as text), cast(:name as text),
                            cast(:token as text), cast(:course as uuid), cast(:offer as uuid),
                            cast(:product as uuid), :title, :quantity, :others, :code, 'PENDING', :currency, :list,
                            :discount, :tax, :total, :fee, :country, :region, :company, :vat, :taxName, :taxRate,
                            :included, :reverse, cast(:extraOffer as uuid), cast(:extraProduct as uuid), :extraTitle,
                            :extra, :now)
                        on conflict do nothing
                        returning id
                        """)
                .set("id", Ids.at(now))
                .set("person", payer.id().map(PersonId::value).orElse(null))
                .set("email", payer.guest().map(Guest::email).orElse(null))
                .set("name", payer.guest().map(Guest::name).orElse(null))
                .set("token", token(payer).orElse(null))
                .set("course", item.course().map(CourseId::value).orElse(null))
                .set("offer", item.offer().map(OfferId::value).orElse(null))
                .set("product", item.product().map(ProductId::value).orElse(null))
                .set("title", item.title())
                .set("quantity", quote.wish().quantity())
                .set("others", quote.wish().forOthers())
                .set("code", quote.wish().code())
                .set("currency", item.currency())
                .set("list", quote.listMinor())
                .set("discount", quote.discountMinor())
                .set("tax", quote.taxMinor())
                .set("total", quote.dueMinor())
                .set("fee", feeBasisPoints)
                .set("country", billed.country())
                .set("region", billed.region())
                .set("company", billed.company())
                .set("vat", billed.vatId())
                .set("taxName", billed.taxName())
                .set("taxRate", billed.taxThousandths())
                .set("included", billed.taxIncluded())
                .set("reverse", billed.reverseCharge())
                .set(
                        "extraOffer",
                        quote.extra().flatMap(SaleItem::offer).map(OfferId::value).orElse(null))
                .set(
                        "extraProduct",
                        quote.extra().flatMap(SaleItem::product).map(ProductId::value).orElse(null))
                .set("extraTitle", quote.extra().map(SaleItem::title).orElse(""))
                .set("extra", quote.extraMinor())
                .set("now", now)
                .first(row -> row.uuid("id"));
    }

    private static Optional<String> token(Payer payer) {
        return payer.guest().map(Guest::token).map(Tokens::hash);
    }

    public Optional<Order> open(Payer payer, SaleItem item) {
        return sql.query(
                        SELECT
                                + """
                                and (o.person_id = cast(:person as uuid) or o.guest_token = cast(:token as text))
                                and o.status = 'PENDING' and o.subscription_id is null
                                and (o.course_id = cast(:course as uuid) or o.offer_id = cast(:offer as uuid))
                                """)
                .set("person", payer.id().map(PersonId::value).orElse(null))
                .set("token", token(payer).orElse(null))
                .set("course", item.course().map(CourseId::value).orElse(null))
                .set("offer", item.offer().map(OfferId::value).orElse(null))
                .first(OrderRows::order);
    }

    /** Takes on to open a guest's account; answers whether nobody else is about it. */
    boolean claimGuest(UUID id, Duration most) {
        Instant now = clock.instant();
        return sql.update(
                                """
                                update sales_order
                                set guest_claimed_at = :now
                                where tenant_id = :tenant and id = :id and person_id is null
                                  and (guest_claimed_at is null or guest_claimed_at < :before)
                                """)
                        .set("now", now)
                        .set("before", now.minus(most))
                        .set("id", id)
                        .run()
                == 1;
    }

    /** Leaves a guest's account to whoever tries it next. */
    void leaveGuest(UUID id) {
        sql.update(
                        """
                        update sales_order
                        set guest_claimed_at = null
                        where tenant_id = :tenant and id = :id and person_id is null
                        """)
                .set("id", id)
                .run();
    }

    /** Notes whose an order is that a guest has begun. */
    void belongsTo(UUID id, PersonId person) {
        sql.update(
                        """
                        update sales_order
                        set person_id = :person, version = version + 1
                        where tenant_id = :tenant and id = :id and person_id is null
                        """)
                .set("person", person.value())
                .set("id", id)
                .run();
        sql.update(
                        """
                        update coupon_use
                        set person_id = :person
                        where tenant_id = :tenant and order_id = :id and person_id is null
                        """)
                .set("person", person.value())
                .set("id", id)
                .run();
    }

    /** Adds a later payment of a subscription; answers its id unless it is known. */
    Optional<UUID> addPayment(Subscription subscription, Subscribed.Invoice invoice) {
        Instant now = clock.instant();
        return sql.query(
                        """
                        insert into sales_order
                            (tenant_id, id, person_id, offer_id, product_id, title, status, currency, list_minor,
                             tax_minor, total_minor, fee_basis_points, payment_intent_id, invoice_id,
                             subscription_id, buyer_country, buyer_region, buyer_company, buyer_vat_id, tax_name,
                             tax_thousandths, tax_included, reverse_charge, created_at)
                        select :tenant, :id, cast(:person as uuid), :offer, :product, :title, 'PENDING',
                            :currency, :list, :tax, :total, :fee, :intent, :invoice, :subscription, o.buyer_country,
                            o.buyer_region, o.buyer_company, o.buyer_vat_id, o.tax_name, o.tax_thousandths,
                            o.tax_included, o.reverse_charge, :now
                        from sales_order o
                        where o.tenant_id = :tenant and o.id = :first
                        on conflict do nothing
                        returning id
                        """)
                .set("id", Ids.at(now))
                .set("person", subscription.person().map(PersonId::value).orElse(null))
                .set("offer", subscription.offer().value())
                .set("product", subscription.product().value())
                .set("title", subscription.title())
                .set("currency", subscription.currency())
                .set("list", invoice.totalMinor() - invoice.taxMinor())
                .set("tax", invoice.taxMinor())
                .set("total", invoice.totalMinor())
                .set("fee", subscription.feeBasisPoints())
                .set("intent", invoice.paymentIntent())
                .set("invoice", invoice.id())
                .set("subscription", subscription.id())
                .set("first", subscription.order())
                .set("now", now)
                .first(row -> row.uuid("id"));
    }

    /** Tells whether a payment of a subscription is known. */
    boolean knowsInvoice(String invoice) {
        return sql.query(
                        """
                        select 1 as one
                        from sales_order
                        where tenant_id = :tenant and invoice_id = :invoice
                        """)
                .set("invoice", invoice)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Counts the payments of a subscription that came in, with the one at its beginning. */
    int paymentsOf(Subscription subscription) {
        return sql.query(
                        """
                        select count(*) as payments
                        from sales_order
                        where tenant_id = :tenant and (subscription_id = :subscription or id = :order)
                          and paid_at is not null and total_minor > 0
                        """)
                .set("subscription", subscription.id())
                .set("order", subscription.order())
                .first(row -> row.integer("payments"))
                .orElse(0);
    }

    /** Notes where an order is paid. */
    void attach(UUID id, StripeGateway.Begun begun) {
        Instant check = clock.instant().plus(firstCheck);
        sql.update(
                        """
                        update sales_order
                        set session_id = :session, checkout_url = :url, last_error = '', version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("session", begun.session())
                .set("url", begun.url())
                .set("id", id)
                .run();
        checks.at(id, check);
    }

    /** When Stripe is asked about them. */
    StripeChecks checks() {
        return checks;
    }

    /**
     * Notes that an order is paid; gives it the next number.
     *
     * @param paymentIntent nothing if nothing had to be paid
     * @param invoice of a subscription's first payment
     */
    void paid(
            Order order,
            Optional<String> paymentIntent,
            Optional<String> invoice,
            long totalMinor,
            long taxMinor,
            Instant at) {
        sql.update(
                        """
                        update sales_order
                        set status = 'PAID', number = :number, payment_intent_id = cast(:intent as text),
                            invoice_id = coalesce(invoice_id, cast(:invoice as text)), total_minor = :total,
                            tax_minor = :tax, paid_at = :at, last_error = '', version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("number", nextNumber(at))
                .set("intent", paymentIntent.orElse(null))
                .set("invoice", invoice.orElse(null))
                .set("total", totalMinor)
                .set("tax", taxMinor)
                .set("at", at)
                .set("id", order.id())
                .run();
        paymentIntent.ifPresent(
                intent ->
                        sql.update(
                                        """
                                        insert into payment_school (payment_intent_id, school_id, order_id)
                                        values (:intent, :tenant, :order)
                                        on conflict (payment_intent_id) do nothing
                                        """)
                                .set("intent", intent)
                                .set("order", order.id())
                                .run());
    }

    private long nextNumber(Instant at) {
        return sql.query(
                        """
                        insert into sales_counter (tenant_id, id, name, last)
                        values (:tenant, :id, 'receipt', 1001)
                        on conflict (tenant_id, name) do update set last = sales_counter.last + 1
                        returning last
                        """)
                .set("id", Ids.at(at))
                .first(row -> row.number("last"))
                .orElseThrow();
    }

    /** Notes how an order stands. */
    void stands(UUID id, Order.Status status, long refunded) {
        sql.update(
                        """
                        update sales_order
                        set status = :status, refunded_minor = :refunded, last_error = '', version = version + 1
                        where tenant_id = :tenant
                          and id = :id
                          and (status <> :status or refunded_minor <> :refunded or last_error <> '')
                        """)
                .set("status", status)
                .set("refunded", refunded)
                .set("id", id)
                .run();
    }

    public List<OrderRefund> refunds(UUID order) {
        return sql.query(
                        """
                        select id, amount_minor, keep_access, status, refund_id, last_error, created_at
                        from sales_refund
                        where tenant_id = :tenant and order_id = :order
                        order by created_at, id
                        """)
                .set("order", order)
                .list(
                        row ->
                                new OrderRefund(
                                        row.uuid("id"),
                                        row.number("amount_minor"),
                                        row.flag("keep_access"),
                                        row.constant("status", OrderRefund.Status.class),
                                        row.optionalText("refund_id"),
                                        row.text("last_error"),
                                        row.instant("created_at")));
    }

    /** Notes that money is to go back; what is on its way counts. */
    public OrderRefund askBack(Order asked, long minor, boolean keepAccess) {
        Order order = lock(asked.id()).orElseThrow();
        long underWay =
                refunds(order.id()).stream()
                        .filter(r -> r.status() == OrderRefund.Status.PENDING)
                        .mapToLong(OrderRefund::amountMinor)
                        .sum();
        long most = order.refundableMinor() - underWay;
        if (minor <= 0 || minor > most) {
            throw new Problem(
                    PaymentProblem.NOT_REFUNDABLE,
                    CourseText.decimal(most, order.currency()) + " " + order.currency());
        }
        UUID id = insert(order.id(), minor, keepAccess, Optional.empty());
        checks.by(order.id(), clock.instant().plus(firstCheck));
        return refunds(order.id()).stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private UUID insert(UUID order, long minor, boolean keepAccess, Optional<String> refundId) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into sales_refund
                            (tenant_id, id, order_id, amount_minor, keep_access, status, refund_id, created_at)
                        values (:tenant, :id, :order, :minor, :keep, 'PENDING', cast(:refund as text), :now)
                        """)
                .set("id", id)
                .set("order", order)
                .set("minor", minor)
                .set("keep", keepAccess)
                .set("refund", refundId.orElse(null))
                .set("now", now)
                .run();
        return id;
    }

    /**
     * Finds the row of a refund at Stripe; one that somebody made there gets a row.
     *
     * @param whole whether all that is left goes back with it
     */
    OrderRefund refundOf(Order order, Paid.Refund refund, boolean whole) {
        return matching(order, refund)
                .orElseGet(
                        () -> {
                            insert(order.id(), refund.minor(), !whole, Optional.of(refund.id()));
                            return matching(order, refund).orElseThrow();
                        });
    }

    private Optional<OrderRefund> matching(Order order, Paid.Refund refund) {
        return refunds(order.id()).stream()
                .filter(
                        row ->
                                row.refundId().equals(Optional.of(refund.id()))
                                        || refund.asked().equals(Optional.of(row.id())))
                .findFirst();
    }

    /** Notes what Stripe says of a refund, or why it could not be asked. */
    void note(UUID refund, OrderRefund.Status status, Optional<String> refundId, String error) {
        sql.update(
                        """
                        update sales_refund
                        set status = :status, refund_id = coalesce(cast(:refund as text), refund_id),
                            last_error = :error,
                            finished_at = case when :status = 'PENDING' then null else cast(:now as timestamptz) end
                        where tenant_id = :tenant and id = :id
                        """)
                .set("status", status)
                .set("refund", refundId.orElse(null))
                .set("error", error)
                .set("now", clock.instant())
                .set("id", refund)
                .run();
    }
}
