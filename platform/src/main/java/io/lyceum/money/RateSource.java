package io.lyceum.money;

/** Where a school takes its rates from. */
public enum RateSource {
    /** The rates that come with the product; they have a date and do not move. */
    FIXED,
    /** Rates that the platform or the school imported or entered; at most ten days old. */
    IMPORTED
}
