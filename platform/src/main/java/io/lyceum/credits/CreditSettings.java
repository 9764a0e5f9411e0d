package io.lyceum.credits;

/**
 * How many credits are free in a month.
 *
 * @param learnerMonthly for each person
 * @param schoolMonthly for the school itself
 * @param version 0 while nothing was chosen
 */
public record CreditSettings(int learnerMonthly, int schoolMonthly, long version) {

    /** What holds until a school chooses. */
    public static final CreditSettings USUAL = new CreditSettings(50, 500, 0);

    public static final int MOST = 1_000_000;

    public int monthly(CreditHolder holder) {
        return holder.person().isPresent() ? learnerMonthly : schoolMonthly;
    }
}
