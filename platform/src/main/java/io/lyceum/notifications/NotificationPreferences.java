package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import io.lyceum.notifications.Preference.Choice;
import io.lyceum.notifications.Preference.Quiet;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people of the current school want to be told. */
@UseCase
public class NotificationPreferences {

    /** The lane in which learners are reminded at the hours of their plans. */
    public static final String STUDY_LANE = "STUDY";

    private final Sql sql;
    private final Clock clock;
    private final Schools schools;
    private final CurrentSchool school;
    private final DueSchools due;

    protected NotificationPreferences() {
        this(null, null, null, null, null);
    }

    @Inject
    NotificationPreferences(
            Sql sql, Clock clock, Schools schools, CurrentSchool school, DueSchools due) {
        this.sql = sql;
        this.clock = clock;
        this.schools = schools;
        this.school = school;
        this.due = due;
    }

    /** Reads what somebody has chosen, or the usual. */
    public Preference of(PersonId person) {
        return sql.query(
                        """
                        select refused, time_zone, quiet_from, quiet_until, study_days, study_at, version
                        from notification_preference
                        where tenant_id = :tenant and person_id = :person
                        """)
                .set("person", person.value())
                .first(NotificationPreferences::preference)
                .orElse(Preference.USUAL);
    }

    private static Preference preference(Row row) {
        return new Preference(
                row.texts("refused").stream()
                        .flatMap(key -> Choice.of(key).stream())
                        .collect(Collectors.toSet()),
                Optional.of(row.text("time_zone")).filter(id -> !id.isEmpty()).map(ZoneId::of),
                row.optionalInteger("quiet_from")
                        .map(from -> new Quiet(time(from), time(row.integer("quiet_until")))),
                days(row.integer("study_days")),
                time(row.integer("study_at")),
                row.integer("version"));
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / 60, minutes % 60);
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static Set<DayOfWeek> days(int bits) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> (bits >> day.ordinal() & 1) == 1)
                .collect(Collectors.toSet());
    }

    /** The time zone in which somebody lives, as far as it is known. */
    public ZoneId zone(Preference preference) {
        return preference
                .zone()
                .orElseGet(() -> schools.byId(school.id()).orElseThrow().timeZone());
    }

    /**
     * Has somebody told what they want from now on.
     *
     * @param preference with the version that they have seen
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public Preference save(PersonId person, Preference preference) {
        check(preference);
        Optional<Instant> next = preference.nextStudy(clock.instant(), zone(preference));
        int changed =
                sql.update(
                                """
                                insert into notification_preference
                                    (tenant_id, id, person_id, refused, time_zone, quiet_from, quiet_until,
                                     study_days, study_at, next_study_at)
                                select :tenant, :id, :person, :refused, :zone, cast(:from as smallint),
                                    cast(:until as smallint), :days, :at, cast(:next as timestamptz)
                                where :version = 0 or exists (
                                    select 1 from notification_preference
                                    where tenant_id = :tenant and person_id = :person)
                                on conflict (tenant_id, person_id) do update
                                set refused = excluded.refused, time_zone = excluded.time_zone,
                                    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                                    study_days = excluded.study_days, study_at = excluded.study_at,
                                    next_study_at = excluded.next_study_at,
                                    version = notification_preference.version + 1
                                where notification_preference.version = :version
                                """)
                        .set("id", Ids.at(clock.instant()))
                        .set("person", person.value())
                        .set("refused", words(preference.refused()))
                        .set("zone", preference.zone().map(ZoneId::getId).orElse(""))
                        .set("from", preference.quiet().map(q -> minutes(q.from())).orElse(null))
                        .set("until", preference.quiet().map(q -> minutes(q.until())).orElse(null))
                        .set("days", bits(preference.studyDays()))
                        .set("at", minutes(preference.studyAt()))
                        .set("next", next.orElse(null))
                        .set("version", preference.version())
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        next.ifPresent(at -> due.signal(STUDY_LANE, at));
        return of(person);
    }

    private static void check(Preference preference) {
        new Checks()
                .that(
                        preference.refused().stream()
                                .allMatch(one -> one.topic().choosable(one.channel())),
                        "refused",
                        "These mails are always sent.")
                .that(
                        preference.quiet().filter(q -> q.from().equals(q.until())).isEmpty(),
                        "quiet",
                        "Choose two different times.")
                .done();
    }

    private static String[] words(Set<Choice> refused) {
        return refused.stream().map(Choice::key).sorted().toArray(String[]::new);
    }

    private static int bits(Set<DayOfWeek> days) {
        return days.stream().mapToInt(day -> 1 << day.ordinal()).sum();
    }

    /**
     * Has somebody told of something in some way no longer, or again. In one statement: whatever
     * else changes at the same moment, no refusal is lost.
     */
    public void choose(PersonId person, Topic topic, Channel channel, boolean wanted) {
        sql.update(
                        """
                        insert into notification_preference
                            (tenant_id, id, person_id, refused, time_zone, study_days, study_at)
                        values (:tenant, :id, :person, case when :wanted then cast('{}' as text[]) else array[cast(:choice as text)] end, '', 0,
                            :at)
                        on conflict (tenant_id, person_id) do update
                        set refused = case
                                when :wanted then array_remove(notification_preference.refused, :choice)
                                else array_append(
                                    array_remove(notification_preference.refused, :choice), :choice) end,
                            version = notification_preference.version + 1
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("person", person.value())
                .set("wanted", wanted)
                .set("choice", new Choice(topic, channel).key())
                .set("at", minutes(Preference.USUAL.studyAt()))
                .run();
    }

    /** Somebody whose hour of learning has come. */
    public record Due(PersonId person, Preference preference, Instant at) {}

    /**
     * Takes those whose hour of learning has come, each once; their next hour is set.
     *
     * @param limit how many
     */
    public List<Due> takeDue(int limit) {
        Instant now = clock.instant();
        List<Due> taken =
                sql.query(
                                """
                                select person_id, next_study_at, refused, time_zone, quiet_from, quiet_until,
                                    study_days, study_at, version
                                from notification_preference
                                where tenant_id = :tenant and next_study_at <= :now
                                order by next_study_at
                                limit :limit
                                for update skip locked
                                """)
                        .set("now", now)
                        .set("limit", limit)
                        .list(
                                row ->
                                        new Due(
                                                new PersonId(row.uuid("person_id")),
                                                preference(row),
                                                row.instant("next_study_at")));
        for (Due one : taken) {
            Optional<Instant> next = one.preference().nextStudy(now, zone(one.preference()));
            sql.update(
                            """
                            update notification_preference
                            set next_study_at = cast(:next as timestamptz)
                            where tenant_id = :tenant and person_id = :person
                            """)
                    .set("next", next.orElse(null))
                    .set("person", one.person().value())
                    .run();
        }
        return taken;
    }

    /** Says when the next hour of anybody's learning comes. */
    public void signalNext() {
        sql.query(
                        """
                        select min(next_study_at) as next
                        from notification_preference
                        where tenant_id = :tenant and next_study_at is not null
                        """)
                .first(row -> row.optionalInstant("next"))
                .flatMap(at -> at)
                .ifPresent(at -> due.signal(STUDY_LANE, at));
    }
}
