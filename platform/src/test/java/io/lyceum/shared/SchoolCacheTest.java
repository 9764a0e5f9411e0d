package io.lyceum.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.tenancy.SchoolId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchoolCacheTest {

    private static final SchoolId ALDER = new SchoolId(new UUID(7, 1));
    private static final SchoolId BIRCH = new SchoolId(new UUID(7, 2));

    /** Everything that two schools may expect of a cache; run on the real one and a broken one. */
    private static void requireThatSchoolsDoNotMeet(SchoolCache<String, String> cache) {
        assertEquals("of alder", cache.get(ALDER, "brand", () -> "of alder"));
        assertEquals("of birch", cache.get(BIRCH, "brand", () -> "of birch"));
        assertEquals("of alder", cache.get(ALDER, "brand", () -> "read again"));
        cache.forget(ALDER);
        assertEquals("of birch", cache.get(BIRCH, "brand", () -> "read again"));
        assertEquals("newer", cache.get(ALDER, "brand", () -> "newer"));
    }

    @Test
    void schoolsDoNotMeetInACache() {
        requireThatSchoolsDoNotMeet(new SchoolCache<>(10, Duration.ofMinutes(1)));
    }

    @Test
    void aKeyWithoutTheSchoolIsNoticed() {
        SchoolCache<String, String> broken =
                new SchoolCache<>(10, Duration.ofMinutes(1), school -> "everybody");

        AssertionError noticed =
                assertThrows(AssertionError.class, () -> requireThatSchoolsDoNotMeet(broken));

        assertEquals("expected: <of birch> but was: <of alder>", noticed.getMessage());
    }

    @Test
    void aThingIsReadOnceAndAgainWhenItWasForgotten() {
        SchoolCache<String, Integer> cache = new SchoolCache<>(10, Duration.ofMinutes(1));
        AtomicInteger reads = new AtomicInteger();

        cache.get(ALDER, "one", reads::incrementAndGet);
        cache.get(ALDER, "one", reads::incrementAndGet);
        cache.forget(ALDER, "two");
        cache.get(ALDER, "one", reads::incrementAndGet);
        assertEquals(1, reads.get());

        cache.forget(ALDER, "one");
        cache.get(ALDER, "one", reads::incrementAndGet);
        assertEquals(2, reads.get());
    }
}
