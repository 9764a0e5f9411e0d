package io.lyceum.integrations.internal;

import io.lyceum.shared.problem.Checks;
import org.jspecify.annotations.Nullable;

/** How much a minute a connection may be asked for, as people say it. */
public final class Quota {

    private static final int LEAST = 10;
    private static final int MOST = 6000;

    private Quota() {}

    /** Whether it may be kept. */
    public static Checks check(Checks checks, int perMinute) {
        return checks.that(
                perMinute >= LEAST && perMinute <= MOST,
                "perMinute",
                "Choose between 10 and 6000.");
    }

    /** Whether it may be kept; nothing and zero stand for as much as there is. */
    public static Checks checkOptional(Checks checks, @Nullable Integer perMinute) {
        return given(perMinute) == Pace.UNLIMITED ? checks : check(checks, given(perMinute));
    }

    public static int given(@Nullable Integer perMinute) {
        return perMinute == null ? Pace.UNLIMITED : perMinute;
    }
}
