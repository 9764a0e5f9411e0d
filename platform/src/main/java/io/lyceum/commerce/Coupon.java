package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A discount: for who types in its code, or for everybody where it has none.
 *
 * @param code in capitals; nothing for a rule that holds by itself
 * @param basisPoints of PERCENT, in hundredths of a percent
 * @param amountMinor of AMOUNT, in minor units of the currency
 * @param months of MONTHS: how long a subscription is cheaper
 * @param uses how often it can be used; nothing for any number
 * @param used how often it is, with what is being paid
 * @param usesEach how often by one person
 * @param firstPurchase only for who has not bought anything yet
 * @param stacks whether it is added to another discount that stacks; otherwise the better one
 *     counts
 * @param person only for them
 * @param anything whether it is good for all that is sold, and not for some of it only
 * @param order that has paid for it: a gift, or seats for others
 */
public record Coupon(
        CouponId id,
        String name,
        Optional<String> code,
        Kind kind,
        int basisPoints,
        long amountMinor,
        Optional<String> currency,
        Duration duration,
        Optional<Integer> months,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        Optional<Integer> uses,
        int used,
        Optional<Integer> usesEach,
        boolean firstPurchase,
        boolean stacks,
        Optional<PersonId> person,
        Optional<UUID> order,
        boolean anything,
        List<CourseId> courses,
        List<OfferId> offers,
        boolean archived,
        long version) {

    /** How much it takes off. */
    public enum Kind {
        PERCENT,
        AMOUNT
    }

    /** Which payments of a subscription it makes cheaper. */
    public enum Duration {
        ONCE,
        MONTHS,
        FOREVER
    }

    /** Tells whether it holds at a moment. */
    public boolean holds(Instant now) {
        return !archived
                && startsAt.filter(now::isBefore).isEmpty()
                && endsAt.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Tells whether it is good for what is sold. */
    public boolean goodFor(SaleItem item) {
        boolean money = kind == Kind.PERCENT || currency.equals(Optional.of(item.currency()));
        return money
                && (anything
                        || item.course().filter(courses::contains).isPresent()
                        || item.offer().filter(offers::contains).isPresent());
    }

    /** How much it takes off an amount, in minor units; half a unit is rounded up. */
    public long off(long minor) {
        return kind == Kind.PERCENT
                ? Math.floorDiv(minor * basisPoints + 5_000, 10_000)
                : Math.min(minor, amountMinor);
    }

    /** What is written of a coupon. */
    public record Draft(
            String name,
            Optional<String> code,
            Kind kind,
            int basisPoints,
            long amountMinor,
            Optional<String> currency,
            Duration duration,
            Optional<Integer> months,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            Optional<Integer> uses,
            Optional<Integer> usesEach,
            boolean firstPurchase,
            boolean stacks,
            Optional<PersonId> person,
            List<CourseId> courses,
            List<OfferId> offers) {}
}
