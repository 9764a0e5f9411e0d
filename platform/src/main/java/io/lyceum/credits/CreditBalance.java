package io.lyceum.credits;

import java.time.Instant;
import java.util.Optional;

/**
 * How somebody's credits stand.
 *
 * @param left what can be spent: {@code free} and {@code extra}
 * @param free what is left of this month's free credits
 * @param extra what was bought or granted, and stays
 * @param held what is reserved and neither used nor given back yet
 * @param monthly how many free credits came this month
 * @param renewsAt when the next free ones come
 * @param unlimitedUntil until when nothing is counted
 */
public record CreditBalance(
        long left,
        long free,
        long extra,
        long held,
        long monthly,
        Instant renewsAt,
        Optional<Instant> unlimitedUntil) {}
