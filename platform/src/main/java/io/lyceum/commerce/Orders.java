package io.lyceum.commerce;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.internal.DisputeRows;
import io.lyceum.commerce.internal.Entitlements;
import io.lyceum.commerce.internal.OrderRows;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.money.Money;
import io.lyceum.money.Prices;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tax.Countries;
import io.lyceum.tax.TaxMode;
import io.lyceum.tax.TaxQuestion;
import io.lyceum.tax.TaxQuote;
import io.lyceum.tax.Taxes;
import io.lyceum.tax.VatIdAnswer;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people of the current school buy. */
@UseCase
public class Orders {

    private static final int MOST_SEATS = 1000;

    private final OrderRows rows;
    private final DisputeRows disputes;
    private final Courses courses;
    private final Enrolments enrolments;
    private final Offers offers;
    private final Coupons coupons;
    private final Entitlements entitlements;
    private final Clock clock;
    private final Audit audit;
    private final Plans plans;
    private final Quotas quotas;
    private final CurrentSchool school;
    private final People people;
    private final Prices prices;
    private final Taxes taxes;

    protected Orders() {
        this(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    @Inject
    Orders(
            OrderRows rows,
            DisputeRows disputes,
            Courses courses,
            Enrolments enrolments,
            Offers offers,
            Coupons coupons,
            Entitlements entitlements,
            Clock clock,
            Audit audit,
            Plans plans,
            Quotas quotas,
            CurrentSchool school,
            People people,
            Prices prices,
            Taxes taxes) {
        this.rows = rows;
        this.disputes = disputes;
        this.courses = courses;
        this.enrolments = enrolments;
        this.offers = offers;
        this.coupons = coupons;
        this.entitlements = entitlements;
        this.clock = clock;
        this.audit = audit;
        this.plans = plans;
        this.quotas = quotas;
        this.school = school;
        this.people = people;
        this.prices = prices;
        this.taxes = taxes;
    }

    /**
     * Tells what somebody wants at the prices and the tax of the place where they are.
     *
     * @throws Problem COURSE_IS_FREE, NOT_ON_SALE, NO_TAX_RATE
     */
    public Basket basket(SaleItem wanted, Wish wish) {
        if (wanted.priceMinor() == 0) {
            throw new Problem(PaymentProblem.COURSE_IS_FREE);
        }
        SaleItem item = inCurrency(wanted, wish.currency()).orElse(wanted);
        boolean once = item.billing().isEmpty() && !wish.forOthers();
        Optional<SaleItem> extra =
                wish.extra()
                        .filter(id -> once)
                        .flatMap(id -> extras(wanted).stream().filter(o -> o.is(id)).findFirst())
                        .flatMap(o -> inCurrency(o.item(), item.currency()));
        TaxQuote tax = taxOn(item, wish.buyer());
        // Who owes the tax themselves pays the price without it.
        return tax.reverseCharge()
                ? new Basket(
                        item.at(item.currency(), tax.netMinor()),
                        extra.map(e -> e.at(e.currency(), taxOn(e, wish.buyer()).netMinor())),
                        tax)
                : new Basket(item, extra, tax);
    }

    /**
     * What something costs in a currency.
     *
     * @param currency empty for its own
     * @return nothing where the school shows no price in it
     */
    public Optional<SaleItem> inCurrency(SaleItem item, String currency) {
        return currency.isEmpty() || currency.equals(item.currency())
                ? Optional.of(item)
                : prices.in(item.subject(), new Money(item.priceMinor(), item.currency()), currency)
                        .map(price -> item.at(currency, price.money().minor()));
    }

    private TaxQuote taxOn(SaleItem item, Buyer buyer) {
        return buyer.country().isEmpty()
                ? TaxQuote.none(item.priceMinor(), item.currency(), false)
                : taxes.quote(
                        new TaxQuestion(
                                buyer.country(),
                                buyer.region(),
                                item.priceMinor(),
                                item.currency(),
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                                buyer.vatId()));
    }

    /** Lists the currencies in which something can be paid, its own first. */
    public List<String> currencies(SaleItem item) {
        return prices.all(item.subject(), new Money(item.priceMinor(), item.currency())).stream()
                .map(price -> price.money().currency())
                .toList();
    }

    /** Tells whether the buyer has to say where they are. */
    public boolean asksForCountry() {
        return taxes.mode() == TaxMode.TABLE;
    }

    /** What the school offers to be taken with something, whether any is left or not. */
    private List<Offers.Listed> extras(SaleItem item) {
        if (item.billing().isPresent()) {
            return List.of();
        }
        return offers.onSale().stream()
                .filter(listed -> listed.offer().isExtra())
                .filter(listed -> !item.product().equals(Optional.of(listed.product().id())))
                .filter(
                        listed ->
                                item.course()
                                        .filter(c -> listed.product().courses().contains(c))
                                        .isEmpty())
                .toList();
    }

    /**
     * Lists what can be taken with something that is paid once, without what is the same, what
     * somebody has already, and what is sold out.
     *
     * @param person nothing for a visitor
     */
    public List<Offers.Listed> extras(SaleItem item, Optional<PersonId> person) {
        return extras(item).stream()
                .filter(listed -> !listed.offer().soldOut())
                .filter(
                        listed ->
                                person.filter(p -> entitlements.has(p, listed.product().id()))
                                        .isEmpty())
                .toList();
    }

    /**
     * Says what somebody would pay.
     *
     * @param person nothing for a visitor
     * @throws Problem COURSE_IS_FREE, NOT_ON_SALE, SOLD_OUT, NO_TAX_RATE, COUPON_UNKNOWN and others
     *     of coupons
     */
    public Quote quote(Optional<PersonId> person, SaleItem item, Wish wish) {
        return quote(person, basket(item, wish), wish);
    }

    private Quote quote(Optional<PersonId> person, Basket basket, Wish wish) {
        basket.item().offer().ifPresent(offer -> requireOnSale(offer, wish));
        return coupons.quote(person, basket, wish);
    }

    private void requireOnSale(OfferId id, Wish wish) {
        Offers.Listed listed = offers.byId(id);
        Offer offer = listed.offer();
        boolean paidByOther = !wish.code().isEmpty() && coupons.paysFor(wish.code(), id);
        if (!paidByOther && (!offer.onSale(clock.instant()) || listed.product().archived())) {
            throw new Problem(PaymentProblem.NOT_ON_SALE);
        }
    }

    /**
     * Begins to buy something, or goes on where the buyer left off.
     *
     * @param basket what they want, as {@link #basket} tells it for the same wish, which was
     *     checked
     * @throws Problem COURSE_IS_YOURS, OFFER_IS_YOURS, SOLD_OUT, ACCOUNT_EXISTS, COUPON_UNKNOWN and
     *     others of coupons
     */
    public Order begin(Payer payer, Basket basket, Wish wish) {
        SaleItem item = basket.item();
        Optional<Order> open = rows.openFor(payer, basket, wish);
        if (open.isPresent()) {
            return open.get();
        }
        if (!wish.forOthers()) {
            payer.id().ifPresent(person -> requireNew(person, item));
        }
        if (payer.guest().isPresent()) {
            if (people.isHere(payer.email())) {
                throw new Problem(PaymentProblem.ACCOUNT_EXISTS);
            }
            quotas.room(Quota.LEARNERS);
        }
        return rows.begin(
                payer, quote(payer.id(), basket, wish), plans.feeBasisPoints(school.id()));
    }

    /**
     * Checks what was written at a checkout.
     *
     * @throws Problem INVALID_INPUT, NO_SUCH_COURSE, COURSE_IS_FREE, NOT_ON_SALE
     */
    void check(Payer payer, SaleItem item, Wish wish) {
        Checks checks = new Checks();
        payer.guest()
                .ifPresent(
                        guest ->
                                checks.email(guest.email(), "email")
                                        .text(guest.name(), "name", 200));
        checks.that(
                        wish.buyer().country().isEmpty()
                                ? !asksForCountry()
                                : Countries.isKnown(wish.buyer().country()),
                        "country",
                        "Choose your country.")
                .atMost(wish.buyer().region(), "region", 10)
                .atMost(wish.buyer().company(), "company", 200)
                .that(
                        wish.buyer()
                                .vatId()
                                .filter(id -> id.state() == VatIdAnswer.State.INVALID)
                                .isEmpty(),
                        "vatId",
                        "This VAT id does not exist.")
                .that(
                        wish.quantity() >= 1 && wish.quantity() <= MOST_SEATS,
                        "quantity",
                        "Write a number from 1 to 1000.")
                .that(
                        wish.forOthers() || wish.quantity() == 1,
                        "quantity",
                        "More than one is for others.")
                .that(
                        !wish.forOthers() || item.billing().isEmpty(),
                        "forOthers",
                        "Only what is paid once can be given away.")
                .atMost(wish.code(), "code", 40)
                .done();
    }

    private void requireNew(PersonId person, SaleItem item) {
        if (item.course().isPresent()) {
            Course course = courses.byId(item.course().get());
            if (!course.published()) {
                throw new Problem(CourseProblem.NO_SUCH_COURSE);
            }
            if (enrolments.find(person, course.id()).isPresent()) {
                throw new Problem(PaymentProblem.COURSE_IS_YOURS);
            }
        }
        if (item.product().filter(product -> entitlements.has(person, product)).isPresent()) {
            throw new Problem(PaymentProblem.OFFER_IS_YOURS);
        }
    }

    /** Finds what somebody has begun to pay. */
    public Optional<Order> open(Payer payer, SaleItem item) {
        return rows.open(payer, item);
    }

    /**
     * Reads an order.
     *
     * @throws Problem NOT_FOUND
     */
    public Order byId(UUID id) {
        return rows.find(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Reads an order of somebody.
     *
     * @throws Problem NOT_FOUND also for an order of somebody else
     */
    public Order of(PersonId person, UUID id) {
        return rows.find(id)
                .filter(order -> order.person().equals(Optional.of(person)))
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Reads an order that was begun without an account.
     *
     * @param token what the guest's browser keeps
     * @throws Problem NOT_FOUND also for an order of somebody else
     */
    public Order ofGuest(String token, UUID id) {
        String hash = Tokens.hash(token);
        return rows.find(id)
                .filter(
                        order ->
                                order.guest()
                                        .filter(guest -> Tokens.same(guest.tokenHash(), hash))
                                        .isPresent())
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** The country in which somebody was when they last bought something; empty if not known. */
    public String lastCountry(PersonId person) {
        return rows.of(person).stream()
                .map(order -> order.billed().country())
                .filter(country -> !country.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Lists what somebody has bought or is buying, the latest first; at most 200. */
    public List<Order> of(PersonId person) {
        return rows.of(person);
    }

    /**
     * Lists orders, the latest first.
     *
     * @param query a part of a course's title or of a buyer's name or address, or a receipt's
     *     number; empty for all
     */
    public Slice<Line> list(
            Optional<Order.Status> status, String query, Optional<String> cursor, int limit) {
        List<Line> found = rows.list(status, query, cursor, limit + 1);
        return Slice.of(
                found, limit, last -> Cursor.after(last.order().createdAt(), last.order().id()));
    }

    /**
     * An order in a list.
     *
     * @param buyer name of whoever buys; empty once they were erased
     * @param email address of whoever buys
     */
    public record Line(Order order, String buyer, String email) {}

    /** Reads an order with its buyer. */
    public Line line(UUID id) {
        return rows.line(id).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Lists what goes back or went back of an order, the oldest first. */
    public List<OrderRefund> refunds(UUID order) {
        return rows.refunds(order);
    }

    /**
     * Notes that money is to go back.
     *
     * @param keepAccess whether the buyer keeps what was bought
     * @throws Problem NOT_FOUND, NOT_REFUNDABLE, ORDER_DISPUTED
     */
    public OrderRefund askBack(UUID id, long minor, boolean keepAccess) {
        if (disputes.of(id).stream().anyMatch(Dispute::withdrawn)) {
            throw new Problem(PaymentProblem.ORDER_DISPUTED);
        }
        OrderRefund refund = rows.askBack(byId(id), minor, keepAccess);
        audit.record(
                "order.refunded", "order", id, Map.of("minor", minor, "keepAccess", keepAccess));
        return refund;
    }
}
