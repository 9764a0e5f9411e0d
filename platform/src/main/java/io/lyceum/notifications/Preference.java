package io.lyceum.notifications;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants to be told, and when.
 *
 * @param refused what they have switched off
 * @param zone their time zone; the school's without one
 * @param quiet when their devices are left alone
 * @param studyDays on which they want to be reminded of learning; none for never
 * @param studyAt when, on those days
 * @param version goes up with each change; 0 for the usual
 */
public record Preference(
        Set<Choice> refused,
        Optional<ZoneId> zone,
        Optional<Quiet> quiet,
        Set<DayOfWeek> studyDays,
        LocalTime studyAt,
        int version) {

    /** Those of people who have chosen nothing. */
    public static final Preference USUAL =
            new Preference(
                    Set.of(), Optional.empty(), Optional.empty(), Set.of(), LocalTime.of(18, 0), 0);

    public Preference {
        refused = Set.copyOf(refused);
        studyDays = Set.copyOf(studyDays);
    }

    /** One way of being told of one thing. */
    public record Choice(Topic topic, Channel channel) {

        /** As it is kept and sent: {@code REMINDERS:MAIL}. */
        public String key() {
            return topic + ":" + channel;
        }

        /** Reads a key; nothing if there is no such choice. */
        public static Optional<Choice> of(String key) {
            for (Topic topic : Topic.values()) {
                for (Channel channel : Channel.values()) {
                    Choice choice = new Choice(topic, channel);
                    if (choice.key().equals(key)) {
                        return Optional.of(choice);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Hours in which nothing rings.
     *
     * @param until may lie on the next day
     */
    public record Quiet(LocalTime from, LocalTime until) {

        /** Tells when it is over, if a moment is within. */
        public Optional<Instant> over(ZonedDateTime now) {
            LocalTime time = now.toLocalTime();
            boolean overnight = !from.isBefore(until);
            boolean within =
                    overnight
                            ? !time.isBefore(from) || time.isBefore(until)
                            : !time.isBefore(from) && time.isBefore(until);
            if (!within) {
                return Optional.empty();
            }
            ZonedDateTime end = now.with(until);
            return Optional.of((end.isAfter(now) ? end : end.plusDays(1)).toInstant());
        }
    }

    /** Tells whether they want to be told of something in some way. */
    public boolean wants(Topic topic, Channel channel) {
        return !refused.contains(new Choice(topic, channel));
    }

    /**
     * Tells when they want to be reminded of learning next.
     *
     * @param zone their time zone
     */
    public Optional<Instant> nextStudy(Instant after, ZoneId zone) {
        ZonedDateTime day = after.atZone(zone).with(studyAt);
        for (int ahead = 0; ahead <= 7; ahead++) {
            ZonedDateTime one = day.plusDays(ahead);
            if (studyDays.contains(one.getDayOfWeek()) && one.toInstant().isAfter(after)) {
                return Optional.of(one.toInstant());
            }
        }
        return Optional.empty();
    }
}
