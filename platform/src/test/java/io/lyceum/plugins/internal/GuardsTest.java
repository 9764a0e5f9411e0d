package io.lyceum.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugins.internal.Guards.Admission;
import io.lyceum.plugins.internal.Guards.Refusal;
import io.lyceum.tenancy.SchoolId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private final MovedClock clock = new MovedClock();
    private final Guards guards = new Guards(clock, 6, 20, Duration.ofSeconds(30));
    private final SchoolId school = new SchoolId(UUID.randomUUID());
    private final SchoolId other = new SchoolId(UUID.randomUUID());

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-01-05T09:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private boolean call(SchoolId at, boolean failed) {
        return guards.admit("quiz", at).end(failed);
    }

    private boolean openBreaker(SchoolId at) {
        boolean quarantine = false;
        for (int i = 0; i < Guards.CALLS_LOOKED_AT; i++) {
            quarantine = call(at, true);
        }
        return quarantine;
    }

    @Test
    void aFifthCallOfOneSchoolIsRefusedAndAnotherSchoolsIsNot() {
        List<Admission> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(guards.admit("quiz", school));
        }
        assertEquals(Refusal.SCHOOL_BUSY, guards.admit("quiz", school).refusal());
        assertTrue(guards.admit("quiz", other).admitted());
        running.get(0).end(false);
        assertTrue(guards.admit("quiz", school).admitted());
    }

    @Test
    void onePluginHasSoManyCallsAndLeavesRoomForOthers() {
        for (int i = 0; i < 6; i++) {
            assertTrue(guards.admit("quiz", new SchoolId(UUID.randomUUID())).admitted());
        }
        assertEquals(Refusal.PLUGIN_BUSY, guards.admit("quiz", school).refusal());
        assertTrue(guards.admit("scorm", school).admitted());
    }

    @Test
    void allPluginsTogetherStayBelowTheHostsCeiling() {
        for (int i = 0; i < 20; i++) {
            assertTrue(guards.admit("plugin-" + i, school).admitted());
        }
        assertEquals(Refusal.HOST_BUSY, guards.admit("one-more", school).refusal());
        // What was refused has given its other places back.
        assertEquals(Refusal.HOST_BUSY, guards.admit("one-more", school).refusal());
    }

    @Test
    void halfOfTwentyFailuresOpenTheBreakerForTheSchoolAlone() {
        for (int i = 0; i < 18; i++) {
            call(school, i % 2 == 0);
        }
        call(school, false);
        assertTrue(guards.admit("quiz", school).admitted(), "19 calls say nothing yet");
        call(school, true);
        assertEquals(Refusal.BREAKER_OPEN, guards.admit("quiz", school).refusal());
        assertTrue(guards.admit("quiz", other).admitted());
    }

    @Test
    void afterThirtySecondsOneCallTriesWhetherItWorksAgain() {
        openBreaker(school);
        clock.pass(Duration.ofSeconds(29));
        assertEquals(Refusal.BREAKER_OPEN, guards.admit("quiz", school).refusal());
        clock.pass(Duration.ofSeconds(1));
        Admission trial = guards.admit("quiz", school);
        assertTrue(trial.admitted());
        assertEquals(Refusal.BREAKER_OPEN, guards.admit("quiz", school).refusal());
        trial.end(false);
        assertTrue(guards.admit("quiz", school).admitted());
    }

    @Test
    void fiveOpeningsWithinTenMinutesAreTooMany() {
        assertFalse(openBreaker(school));
        for (int opening = 2; opening <= 4; opening++) {
            clock.pass(Duration.ofSeconds(31));
            assertFalse(call(school, true));
        }
        clock.pass(Duration.ofSeconds(31));
        assertTrue(call(school, true));
    }

    @Test
    void openingsFarApartAreNotTooMany() {
        openBreaker(school);
        for (int opening = 2; opening <= 8; opening++) {
            clock.pass(Duration.ofMinutes(4));
            assertFalse(call(school, true), "opening " + opening);
        }
    }

    @Test
    void aSchoolThatEnablesThePluginAgainBeginsAnew() {
        openBreaker(school);
        guards.forget("quiz", school);
        assertTrue(guards.admit("quiz", school).admitted());
    }
}
