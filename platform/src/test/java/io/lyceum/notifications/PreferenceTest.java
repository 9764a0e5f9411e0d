package io.lyceum.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.notifications.Preference.Choice;
import io.lyceum.notifications.Preference.Quiet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Preference plan(LocalTime at, DayOfWeek... days) {
        return new Preference(Set.of(), Optional.of(BERLIN), Optional.empty(), Set.of(days), at, 1);
    }

    private static Optional<Instant> next(Preference plan, String after) {
        return plan.nextStudy(Instant.parse(after), BERLIN);
    }

    @Test
    void theNextHourOfLearningFollowsTheLearnersClock() {
        Preference plan = plan(LocalTime.of(18, 0), DayOfWeek.MONDAY, DayOfWeek.THURSDAY);

        // The 22nd of November 2026 is a Sunday.
        assertEquals(
                Optional.of(Instant.parse("2026-11-23T17:00:00Z")),
                next(plan, "2026-11-22T20:00:00Z"));
        assertEquals(
                Optional.of(Instant.parse("2026-11-26T17:00:00Z")),
                next(plan, "2026-11-23T17:00:00Z"));
        // Summer time ends on the 25th of October.
        assertEquals(
                Optional.of(Instant.parse("2026-10-22T16:00:00Z")),
                next(plan, "2026-10-20T00:00:00Z"));
        assertEquals(
                Optional.of(Instant.parse("2026-10-26T17:00:00Z")),
                next(plan, "2026-10-22T16:00:00Z"));
    }

    @Test
    void anHourThatAClockSkipsIsRemindedOfOnTheSameDay() {
        Preference plan = plan(LocalTime.of(2, 30), DayOfWeek.SUNDAY);

        // On the 29th of March 2026 there is no half past two.
        assertEquals(
                Optional.of(Instant.parse("2026-03-29T01:30:00Z")),
                next(plan, "2026-03-28T12:00:00Z"));
    }

    @Test
    void onTheOnlyDayOfThePlanTheNextOneIsAWeekLater() {
        Preference plan = plan(LocalTime.of(9, 0), DayOfWeek.SUNDAY);

        assertEquals(
                Optional.of(Instant.parse("2026-11-29T08:00:00Z")),
                next(plan, "2026-11-22T08:00:00Z"));
    }

    @Test
    void whoHasNoPlanIsNotReminded() {
        assertEquals(Optional.empty(), next(Preference.USUAL, "2026-11-22T08:00:00Z"));
    }

    private static Optional<Instant> over(String from, String until, String now) {
        return new Quiet(LocalTime.parse(from), LocalTime.parse(until))
                .over(Instant.parse(now).atZone(BERLIN));
    }

    @Test
    void quietHoursMayGoOverMidnight() {
        Optional<Instant> morning = Optional.of(Instant.parse("2026-11-23T07:00:00Z"));

        assertEquals(morning, over("22:00", "08:00", "2026-11-22T21:00:00Z"));
        assertEquals(morning, over("22:00", "08:00", "2026-11-22T23:30:00Z"));
        assertEquals(morning, over("22:00", "08:00", "2026-11-23T06:59:00Z"));
        assertEquals(Optional.empty(), over("22:00", "08:00", "2026-11-23T07:00:00Z"));
        assertEquals(Optional.empty(), over("22:00", "08:00", "2026-11-22T20:59:00Z"));
    }

    @Test
    void quietHoursMayLieWithinADay() {
        assertEquals(
                Optional.of(Instant.parse("2026-11-22T13:00:00Z")),
                over("09:00", "14:00", "2026-11-22T08:00:00Z"));
        assertEquals(Optional.empty(), over("09:00", "14:00", "2026-11-22T13:00:00Z"));
        assertEquals(Optional.empty(), over("09:00", "14:00", "2026-11-22T07:59:00Z"));
    }

    @Test
    void allIsWantedThatNobodyHasRefused() {
        Preference some =
                new Preference(
                        Set.of(new Choice(Topic.NEWS, Channel.MAIL)),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        LocalTime.NOON,
                        1);

        assertFalse(some.wants(Topic.NEWS, Channel.MAIL));
        assertTrue(some.wants(Topic.NEWS, Channel.SITE));
        assertTrue(some.wants(Topic.REMINDERS, Channel.MAIL));
        assertFalse(Topic.LEARNING.choosable(Channel.MAIL));
        assertTrue(Topic.LEARNING.choosable(Channel.SITE));
    }
}
