package io.lyceum.commerce;

import io.lyceum.commerce.Quote.Discount;
import io.lyceum.commerce.internal.CouponRows;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Discounts of the current school. */
@UseCase
public class Coupons {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{2,39}");

    private final CouponRows rows;
    private final Clock clock;
    private final Audit audit;

    protected Coupons() {
        this(null, null, null);
    }

    @Inject
    Coupons(CouponRows rows, Clock clock, Audit audit) {
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Lists coupons, the latest first; without those that an order has paid for.
     *
     * @param query a part of a name or code; empty for all
     */
    public Slice<Coupon> list(String query, Optional<String> cursor, int limit) {
        return Slice.of(
                rows.list(query, cursor, limit + 1),
                limit,
                last -> Cursor.after(rows.createdAt(last.id()), last.id().value()));
    }

    /**
     * Reads a coupon.
     *
     * @throws Problem NOT_FOUND also for one that an order has paid for: that goes with its order
     */
    public Coupon byId(CouponId id) {
        return rows.find(id)
                .filter(coupon -> coupon.order().isEmpty())
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /**
     * Adds a coupon.
     *
     * @throws Problem INVALID_INPUT, COUPON_CODE_TAKEN
     */
    public Coupon add(Coupon.Draft draft) {
        check(draft);
        try {
            CouponId id = rows.insert(draft, Optional.empty());
            audit.record("coupon.added", "coupon", id, Map.of("name", draft.name()));
            return byId(id);
        } catch (Sql.DuplicateRow e) {
            throw new Problem(PaymentProblem.COUPON_CODE_TAKEN, draft.code().orElse(""));
        }
    }

    /**
     * Changes a coupon. Open orders keep what they began with.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_INPUT, COUPON_CODE_TAKEN
     */
    public Coupon change(CouponId id, long version, Coupon.Draft draft) {
        Coupon before = byId(id);
        check(draft);
        new Checks()
                .that(
                        draft.uses().filter(uses -> uses < before.used()).isEmpty(),
                        "uses",
                        "It was used more often already.")
                .done();
        try {
            if (!rows.change(id, version, draft)) {
                throw new Problem(CommonProblem.STALE_VERSION);
            }
        } catch (Sql.DuplicateRow e) {
            throw new Problem(PaymentProblem.COUPON_CODE_TAKEN, draft.code().orElse(""));
        }
        audit.record("coupon.changed", "coupon", id, Map.of("name", draft.name()));
        return byId(id);
    }

    /**
     * Ends a coupon, or lets it hold again.
     *
     * @throws Problem NOT_FOUND
     */
    public Coupon setArchived(CouponId id, boolean archived) {
        byId(id);
        rows.setArchived(id, archived);
        audit.record(archived ? "coupon.archived" : "coupon.restored", "coupon", id, Map.of());
        return byId(id);
    }

    private void check(Coupon.Draft draft) {
        boolean percent = draft.kind() == Coupon.Kind.PERCENT;
        new Checks()
                .text(draft.name(), "name", 120)
                .that(
                        draft.code().filter(code -> !CODE.matcher(code).matches()).isEmpty(),
                        "code",
                        "Use 3 to 40 letters, digits and hyphens.")
                .that(
                        !percent || draft.basisPoints() >= 1 && draft.basisPoints() <= 10_000,
                        "percent",
                        "Write a number from 1 to 100.")
                .that(percent || draft.amountMinor() > 0, "amount", "Write an amount like 19.99.")
                .that(percent || draft.currency().isPresent(), "currency", "Fill this in.")
                .that(
                        draft.duration() != Coupon.Duration.MONTHS
                                || draft.months().filter(n -> n >= 1 && n <= 36).isPresent(),
                        "months",
                        "Write a number from 1 to 36.")
                .that(
                        draft.startsAt().isEmpty()
                                || draft.endsAt().isEmpty()
                                || draft.startsAt().get().isBefore(draft.endsAt().get()),
                        "endsAt",
                        "The end comes after the beginning.")
                .that(
                        draft.uses().filter(n -> n < 1 || n > 1_000_000).isEmpty(),
                        "uses",
                        "Write a number from 1 to 1000000.")
                .that(
                        draft.usesEach().filter(n -> n < 1 || n > 1000).isEmpty(),
                        "usesEach",
                        "Write a number from 1 to 1000.")
                .that(
                        rows.known(draft.courses(), draft.offers()),
                        "courses",
                        "Choose courses of this school.")
                .done();
    }

    /**
     * Says what somebody would pay.
     *
     * @param person nothing for a visitor
     * @throws Problem COUPON_UNKNOWN, COUPON_OVER, COUPON_NOT_FOR_THIS, COUPON_USED_UP,
     *     COUPON_FIRST_ONLY
     */
    public Quote quote(Optional<PersonId> person, Basket basket, Wish wish) {
        SaleItem item = basket.item();
        long list = basket.listMinor(wish);
        List<Coupon> found = new ArrayList<>(rules(person, item));
        if (!wish.code().isEmpty()) {
            found.add(typed(person, item, wish));
        }
        List<Discount> discounts = best(found, list, item.billing().isPresent());
        long off = discounts.stream().mapToLong(Discount::minor).sum();
        boolean later = item.billing().filter(b -> b.trialDays() > 0).isPresent();
        return new Quote(basket, wish, list, discounts, later ? 0 : list - off);
    }

    private List<Coupon> rules(Optional<PersonId> person, SaleItem item) {
        Instant now = clock.instant();
        return rows.rules().stream()
                .filter(rule -> rule.holds(now) && rule.goodFor(item) && left(rule))
                .filter(rule -> rule.person().isEmpty() || rule.person().equals(person))
                .filter(rule -> !rule.firstPurchase() || !rows.hasBought(person))
                .filter(rule -> leftFor(rule, person))
                .toList();
    }

    private static boolean left(Coupon coupon) {
        return coupon.uses().filter(most -> coupon.used() >= most).isEmpty();
    }

    private boolean leftFor(Coupon coupon, Optional<PersonId> person) {
        return coupon.usesEach().isEmpty()
                || person.isEmpty()
                || rows.usedBy(coupon.id(), person.get()) < coupon.usesEach().get();
    }

    private Coupon typed(Optional<PersonId> person, SaleItem item, Wish wish) {
        String code = wish.code();
        Coupon coupon =
                rows.byCode(code)
                        .filter(c -> c.person().isEmpty() || c.person().equals(person))
                        .orElseThrow(() -> new Problem(PaymentProblem.COUPON_UNKNOWN, code));
        if (!coupon.holds(clock.instant())) {
            throw new Problem(PaymentProblem.COUPON_OVER, code);
        }
        // What was paid for others is for those others: nobody passes on more than was paid.
        if (!coupon.goodFor(item) || coupon.order().isPresent() && wish.forOthers()) {
            throw new Problem(PaymentProblem.COUPON_NOT_FOR_THIS, code);
        }
        if (!left(coupon) || !leftFor(coupon, person)) {
            throw new Problem(PaymentProblem.COUPON_USED_UP, code);
        }
        if (coupon.firstPurchase() && rows.hasBought(person)) {
            throw new Problem(PaymentProblem.COUPON_FIRST_ONLY, code);
        }
        return coupon;
    }

    /**
     * Chooses what takes off most: one discount, or all that stack, percents before amounts. A
     * subscription takes one.
     */
    static List<Discount> best(List<Coupon> coupons, long minor, boolean subscription) {
        List<Discount> alone =
                coupons.stream()
                        .map(coupon -> new Discount(coupon, coupon.off(minor)))
                        .max(Comparator.comparingLong(Discount::minor))
                        .map(List::of)
                        .orElse(List.of());
        if (subscription) {
            return alone;
        }
        List<Discount> together = new ArrayList<>();
        long left = minor;
        for (Coupon coupon :
                coupons.stream()
                        .filter(Coupon::stacks)
                        .sorted(Comparator.comparing(Coupon::kind))
                        .toList()) {
            long off = Math.min(left, coupon.off(left));
            if (off > 0) {
                together.add(new Discount(coupon, off));
                left -= off;
            }
        }
        long most = alone.stream().mapToLong(Discount::minor).sum();
        return minor - left > most ? List.copyOf(together) : alone;
    }

    /** Tells whether a code is that of seats, or of one, and opens one more. */
    public boolean opensSeat(String code) {
        return rows.byCode(code.strip().toUpperCase(Locale.ROOT))
                .filter(coupon -> coupon.order().isPresent() && coupon.holds(clock.instant()))
                .filter(Coupons::left)
                .isPresent();
    }

    /** Tells whether somebody else has paid for an offer with which a code comes. */
    boolean paysFor(String code, OfferId offer) {
        return rows.byCode(code)
                .filter(coupon -> coupon.order().isPresent() && coupon.offers().contains(offer))
                .isPresent();
    }
}
