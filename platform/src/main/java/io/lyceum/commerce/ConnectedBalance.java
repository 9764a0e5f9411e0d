package io.lyceum.commerce;

/**
 * What an account has at Stripe in one currency, in minor units.
 *
 * @param availableMinor can be paid out
 * @param pendingMinor can be in some days
 * @param instantMinor can be paid out at once, fee included
 */
public record ConnectedBalance(
        String currency, long availableMinor, long pendingMinor, long instantMinor) {}
