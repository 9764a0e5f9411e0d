package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID EVENT = new UUID(0, 2);
    private static final UUID OTHER_EVENT = new UUID(0, 3);

    private final Pace pace = new Pace();

    @Test
    void withoutAQuotaAllMayGo() {
        pace.took(ONE, Pace.UNLIMITED, 1_000_000, NOW);

        assertEquals(Integer.MAX_VALUE, pace.room(ONE, Pace.UNLIMITED, NOW));
    }

    @Test
    void whatComesInTenSecondsMayGoAtOnceAndTheRestOneByOne() {
        assertEquals(11, pace.room(ONE, 60, NOW));
        pace.took(ONE, 60, 11, NOW);

        assertEquals(0, pace.room(ONE, 60, NOW));
        assertEquals(NOW.plusSeconds(1), pace.next(ONE, NOW));
        assertEquals(1, pace.room(ONE, 60, NOW.plusSeconds(1)));
        assertEquals(11, pace.room(new UUID(0, 9), 60, NOW));
        assertEquals(11, pace.room(ONE, 60, NOW.plusSeconds(60)));
    }

    @Test
    void overAMinuteNoMoreGoThanTheQuotaAndTheRoomAtItsBeginning() {
        int gone = 0;
        for (int second = 0; second < 60; second++) {
            Instant now = NOW.plusSeconds(second);
            int room = pace.room(ONE, 60, now);
            pace.took(ONE, 60, room, now);
            gone += room;
        }

        assertEquals(70, gone);
    }

    @Test
    void whatBelongsToOneEventGoesTogether() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), pace.turn(ONE, EVENT, 10, NOW));
        }

        assertEquals(Optional.of(NOW.plusSeconds(20)), pace.turn(ONE, OTHER_EVENT, 10, NOW));
    }
}
