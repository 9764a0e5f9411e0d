package io.lyceum.shared;

import java.time.Duration;

/** The product's cache with the one thing broken that keeps schools apart in it. */
public final class BrokenCaches {

    private BrokenCaches() {}

    /** A cache whose key does not hold the school. */
    public static <K, V> SchoolCache<K, V> withoutSchool() {
        return new SchoolCache<>(100, Duration.ofMinutes(1), school -> "everybody");
    }
}
