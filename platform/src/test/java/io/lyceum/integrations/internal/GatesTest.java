package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final Gates gates = new Gates(Duration.ofSeconds(30));
    private final UUID endpoint = UUID.randomUUID();

    @BeforeEach
    void comeAndGo() {
        gates.leave(endpoint, "a.example", enter(endpoint, "a.example", NINE));
    }

    private int enter(UUID id, String host, Instant now) {
        return gates.enter(id, host, gates.free(id, 1, host, now));
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            gates.failed(endpoint, NINE, Duration.ZERO);
        }
    }

    @Test
    void anEndpointHasItsPlacesAndGetsThemBack() {
        assertEquals(Gates.AT_ONCE, enter(endpoint, "a.example", NINE));
        assertEquals(0, enter(endpoint, "a.example", NINE));
        assertEquals(Gates.AT_ONCE, enter(UUID.randomUUID(), "b.example", NINE));

        gates.leave(endpoint, "a.example", 3);
        assertEquals(3, enter(endpoint, "a.example", NINE));
    }

    @Test
    void oneHostOfManyEndpointsLeavesRoomForOthers() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += enter(UUID.randomUUID(), "many.example", NINE);
        }
        assertEquals(Gates.AT_ONCE_OF_A_HOST, taken);
        assertEquals(Gates.AT_ONCE, enter(endpoint, "b.example", NINE));
    }

    @Test
    void allEndpointsTogetherStayBelowTheNodesOwnLimit() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += enter(UUID.randomUUID(), i + ".example", NINE);
        }
        assertEquals(Gates.AT_ONCE_OF_ALL, taken);
    }

    @Test
    void whatFoundNoPlaceIsRememberedOnce() {
        enter(endpoint, "a.example", NINE);
        assertFalse(gates.takeMore(endpoint));
        enter(endpoint, "a.example", NINE);
        assertTrue(gates.takeMore(endpoint));
        assertFalse(gates.takeMore(endpoint));
    }

    @Test
    void afterFiveFailuresItRestsAndThenOneTries() {
        failTimes(4);
        gates.leave(endpoint, "a.example", enter(endpoint, "a.example", NINE));
        failTimes(1);
        assertEquals(0, enter(endpoint, "a.example", NINE.plusSeconds(29)));
        assertEquals(
                Optional.of(NINE.plusSeconds(30)), gates.signalFor(endpoint, NINE.plusSeconds(1)));
        assertEquals(Optional.empty(), gates.signalFor(endpoint, NINE.plusSeconds(2)));

        assertEquals(1, enter(endpoint, "a.example", NINE.plusSeconds(30)));
        assertEquals(0, enter(endpoint, "a.example", NINE.plusSeconds(30)));
        gates.leave(endpoint, "a.example", 1);
        gates.failed(endpoint, NINE.plusSeconds(31), Duration.ZERO);
        assertEquals(0, enter(endpoint, "a.example", NINE.plusSeconds(90)));
        assertEquals(1, enter(endpoint, "a.example", NINE.plusSeconds(91)));
        gates.leave(endpoint, "a.example", 1);
        gates.succeeded(endpoint, Duration.ofMillis(40));
        assertEquals(Gates.AT_ONCE, enter(endpoint, "a.example", NINE.plusSeconds(92)));
    }

    @Test
    void failuresOfMessagesThatWereUnderWayCountOnce() {
        enter(endpoint, "a.example", NINE);
        failTimes(16);
        gates.leave(endpoint, "a.example", Gates.AT_ONCE);
        assertEquals(1, enter(endpoint, "a.example", NINE.plusSeconds(30)));
    }

    @Test
    void anEndpointThatAsksForAPauseHasIt() {
        gates.failed(endpoint, NINE, Duration.ofMinutes(7));
        assertEquals(0, enter(endpoint, "a.example", NINE.plusSeconds(7 * 60 - 1)));
        assertEquals(Gates.AT_ONCE, enter(endpoint, "a.example", NINE.plusSeconds(7 * 60)));
    }

    @Test
    void anEndpointThatSomebodyChangedBeginsAnew() {
        failTimes(5);
        assertEquals(0, enter(endpoint, "a.example", NINE));
        assertEquals(Gates.AT_ONCE, gates.free(endpoint, 2, "b.example", NINE));
    }

    @Test
    void moreIsTakenOnOnlyForAnEndpointThatAnswersAtOnce() {
        assertEquals(1, gates.ahead(endpoint));

        gates.succeeded(endpoint, Duration.ofMillis(40));
        assertEquals(Gates.AHEAD, gates.ahead(endpoint));

        gates.succeeded(endpoint, Duration.ofSeconds(2));
        assertEquals(1, gates.ahead(endpoint));

        gates.succeeded(endpoint, Duration.ofMillis(40));
        gates.failed(endpoint, NINE, Duration.ZERO);
        assertEquals(1, gates.ahead(endpoint));
    }

    @Test
    void anEndpointWithLittleToSendTakesNoMorePlacesOfItsHostThanThat() {
        for (int i = 0; i < Gates.AT_ONCE_OF_A_HOST; i++) {
            UUID quiet = UUID.randomUUID();
            assertTrue(gates.free(quiet, 1, "many.example", NINE) > 0);
            assertEquals(1, gates.enter(quiet, "many.example", 1));
        }
        assertEquals(0, gates.free(endpoint, 1, "many.example", NINE));
        assertEquals(Optional.of(NINE.plusMillis(100)), gates.signalFor(endpoint, NINE));
    }
}
