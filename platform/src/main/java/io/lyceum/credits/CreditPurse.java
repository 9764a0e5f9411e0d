package io.lyceum.credits;

import java.util.Optional;

/**
 * What somebody can spend.
 *
 * @param given how many free credits came in this month
 * @param free what is left of them; it lapses with the month
 * @param extra what was granted and stays; it is used after the free ones
 */
public record CreditPurse(CreditMonth month, long given, long free, long extra) {

    public CreditPurse {
        if (free < 0 || extra < 0) {
            throw new IllegalArgumentException("less than nothing: " + free + ", " + extra);
        }
    }

    /**
     * The same purse at a later time: free credits of another month have lapsed and new ones have
     * come. More free credits a month hold at once, fewer from the next month.
     */
    public CreditPurse in(CreditMonth now, long monthly) {
        if (now.compareTo(month) > 0) {
            return new CreditPurse(now, monthly, monthly, extra);
        }
        return monthly > given
                ? new CreditPurse(month, monthly, free + monthly - given, extra)
                : this;
    }

    public long left() {
        return free + extra;
    }

    /** What so many credits would be taken from; nothing if they are not there. */
    public Optional<Part> part(long amount) {
        long fromFree = Math.min(free, amount);
        return amount > left()
                ? Optional.empty()
                : Optional.of(new Part(month, fromFree, amount - fromFree));
    }

    public CreditPurse without(Part part) {
        return new CreditPurse(month, given, free - part.free(), extra - part.extra());
    }

    /** What of a part comes back: its free credits only within their month. */
    public CreditPurse with(Part part) {
        return new CreditPurse(
                month,
                given,
                free + (part.month().equals(month) ? part.free() : 0),
                extra + part.extra());
    }

    /** The same purse with more that stays. */
    public CreditPurse withExtra(long more) {
        return new CreditPurse(month, given, free, extra + more);
    }

    /**
     * A part of a purse.
     *
     * @param month of the free credits
     */
    public record Part(CreditMonth month, long free, long extra) {

        /** What is not needed of it after so much was used; the free ones are used first. */
        public Part rest(long used) {
            long usedFree = Math.min(free, used);
            return new Part(
                    month, free - usedFree, Math.max(0, extra - (Math.max(used, 0) - usedFree)));
        }
    }
}
