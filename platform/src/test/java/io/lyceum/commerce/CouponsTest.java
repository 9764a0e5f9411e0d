package io.lyceum.commerce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Quote.Discount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CouponsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Coupon percent(int basisPoints, boolean stacks) {
        return coupon(Coupon.Kind.PERCENT, basisPoints, 0, stacks, List.of());
    }

    private static Coupon amount(long minor, boolean stacks) {
        return coupon(Coupon.Kind.AMOUNT, 0, minor, stacks, List.of());
    }

    private static Coupon coupon(
            Coupon.Kind kind, int basisPoints, long minor, boolean stacks, List<CourseId> courses) {
        return new Coupon(
                new CouponId(UUID.randomUUID()),
                "Sale",
                Optional.empty(),
                kind,
                basisPoints,
                minor,
                kind == Coupon.Kind.AMOUNT ? Optional.of("EUR") : Optional.empty(),
                Coupon.Duration.ONCE,
                Optional.empty(),
                Optional.of(NOW.minusSeconds(60)),
                Optional.of(NOW.plusSeconds(60)),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                stacks,
                Optional.empty(),
                Optional.empty(),
                courses.isEmpty(),
                courses,
                List.of(),
                false,
                0);
    }

    private static long off(boolean subscription, long minor, Coupon... coupons) {
        return Coupons.best(List.of(coupons), minor, subscription).stream()
                .mapToLong(Discount::minor)
                .sum();
    }

    @Test
    void theBetterOfTwoDiscountsCounts() {
        assertEquals(3000, off(false, 10_000, percent(3000, false), percent(1000, false)));
        assertEquals(3000, off(false, 10_000, percent(3000, false), amount(2000, true)));
    }

    @Test
    void whatMayBeAddedIsAddedPercentsFirst() {
        assertEquals(1000 + 500, off(false, 10_000, amount(500, true), percent(1000, true)));
        assertEquals(1000 + 900, off(false, 10_000, percent(1000, true), percent(1000, true)));
    }

    @Test
    void nothingCostsLessThanNothing() {
        assertEquals(400, off(false, 400, amount(500, true), percent(1000, true)));
        assertEquals(400, off(false, 400, amount(500, false)));
    }

    @Test
    void aSubscriptionTakesOneDiscount() {
        assertEquals(1000, off(true, 10_000, amount(500, true), percent(1000, true)));
    }

    @Test
    void halfAMinorUnitIsRoundedUp() {
        assertEquals(2, percent(5000, false).off(3));
        assertEquals(333, percent(3333, false).off(999));
    }

    @Test
    void aCouponHoldsInItsTimeAndForItsThings() {
        CourseId course = new CourseId(UUID.randomUUID());
        Coupon coupon = coupon(Coupon.Kind.PERCENT, 1000, 0, false, List.of(course));
        assertTrue(coupon.holds(NOW));
        assertFalse(coupon.holds(NOW.plusSeconds(60)));
        assertFalse(coupon.holds(NOW.minusSeconds(61)));
        assertTrue(coupon.goodFor(item(course, "EUR")));
        assertFalse(coupon.goodFor(item(new CourseId(UUID.randomUUID()), "EUR")));
        assertFalse(amount(500, false).goodFor(item(course, "USD")));
    }

    private static SaleItem item(CourseId course, String currency) {
        return new SaleItem(
                Optional.of(course),
                Optional.empty(),
                Optional.empty(),
                "Course",
                "",
                "/courses/one",
                currency,
                4900,
                Optional.empty(),
                Optional.empty());
    }
}
