package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people of the current school were told, and whether they have read it. */
@UseCase
public class Notifications {

    /** Nobody counts further than this. */
    public static final int MOST_UNREAD = 99;

    /** What was told on another node shows this much later in the number of the unread. */
    private static final Duration COUNT_KNOWN = Duration.ofSeconds(15);

    private static final String COLUMNS = "id, person_id, kind, facts, created_at, read_at";

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final NotificationPreferences preferences;
    private final CurrentSchool school;
    private final SchoolCache<PersonId, Integer> unread = new SchoolCache<>(50_000, COUNT_KNOWN);

    protected Notifications() {
        this(null, null, null, null, null);
    }

    @Inject
    Notifications(
            Sql sql,
            Clock clock,
            Outbox outbox,
            NotificationPreferences preferences,
            CurrentSchool school) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.preferences = preferences;
        this.school = school;
    }

    /**
     * Tells somebody something, once, by the channels that they have chosen.
     *
     * @param about tells it apart from others of its kind
     * @return whether they had not been told before
     */
    public boolean tell(PersonId person, NotificationKind kind, String about, Facts facts) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        Preference preference = preferences.of(person);
        int told =
                sql.update(
                                """
                                insert into notification
                                    (tenant_id, id, person_id, kind, about, facts, on_site, created_at)
                                values (:tenant, :id, :person, :kind, :about, cast(:facts as jsonb), :onSite, :now)
                                on conflict (tenant_id, person_id, kind, about) do nothing
                                """)
                        .set("id", id)
                        .set("person", person.value())
                        .set("kind", kind)
                        .set("about", about)
                        .set("facts", Json.write(facts))
                        .set("onSite", preference.wants(kind.topic(), Channel.SITE))
                        .set("now", now)
                        .run();
        if (told == 0) {
            return false;
        }
        if (kind.mail().isPresent() && preference.wants(kind.topic(), Channel.MAIL)) {
            outbox.publish(new NotificationMailDue(person.value(), id, kind.prompt()));
        }
        if (preference.wants(kind.topic(), Channel.PUSH) && hasDevice(person)) {
            outbox.publish(new NotificationPushDue(person.value(), id, kind.prompt()));
        }
        unread.forget(school.id(), person);
        return true;
    }

    private boolean hasDevice(PersonId person) {
        return sql.query(
                        """
                        select 1 as one
                        from push_device
                        where tenant_id = :tenant and person_id = :person
                        limit 1
                        """)
                .set("person", person.value())
                .first(row -> true)
                .orElse(false);
    }

    /** Lists what somebody was told, last told first. */
    public Slice<Notification> of(PersonId person, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(t -> Cursor.parse(t, 2));
        List<Notification> rows =
                sql.query(
                                "select "
                                        + COLUMNS
                                        + """
                                         from notification
                                        where tenant_id = :tenant
                                          and person_id = :person
                                          and on_site
                                          and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :after))
                                        order by created_at desc, id desc
                                        limit :limit
                                        """)
                        .set("person", person.value())
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(Notifications::notification);
        return Slice.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    private static Notification notification(Row row) {
        return new Notification(
                row.uuid("id"),
                new PersonId(row.uuid("person_id")),
                row.constant("kind", NotificationKind.class),
                Json.read(row.text("facts"), Facts.class),
                row.instant("created_at"),
                row.optionalInstant("read_at"));
    }

    /** Finds one, wherever it was told. */
    public Optional<Notification> find(UUID id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + " from notification where tenant_id = :tenant and id = :id")
                .set("id", id)
                .first(Notifications::notification);
    }

    /** Counts what somebody has not read, up to {@link #MOST_UNREAD} and one. */
    public int unread(PersonId person) {
        return unread.get(school.id(), person, () -> count(person));
    }

    private int count(PersonId person) {
        return sql.query(
                        """
                        select count(*) as unread
                        from (
                            select 1
                            from notification
                            where tenant_id = :tenant and person_id = :person and on_site and read_at is null
                            limit :most) as unread_rows
                        """)
                .set("person", person.value())
                .set("most", MOST_UNREAD + 1)
                .first(row -> row.integer("unread"))
                .orElse(0);
    }

    /**
     * Marks one as read.
     *
     * @throws Problem NOT_FOUND if it is not among theirs
     */
    public Notification read(PersonId person, UUID id) {
        Notification one =
                find(id).filter(n -> n.person().equals(person))
                        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        mark(person, Optional.of(id));
        return one;
    }

    /** Marks all that there are as read. */
    public void readAll(PersonId person) {
        mark(person, Optional.empty());
    }

    private void mark(PersonId person, Optional<UUID> id) {
        sql.update(
                        """
                        update notification
                        set read_at = :now
                        where tenant_id = :tenant
                          and person_id = :person
                          and read_at is null
                          and (cast(:id as uuid) is null and on_site or id = :id)
                        """)
                .set("now", clock.instant())
                .set("person", person.value())
                .set("id", id.orElse(null))
                .run();
        unread.forget(school.id(), person);
    }

    /** Notes that one went out by mail. */
    public void mailed(UUID id) {
        sentBy("mailed_at", id);
    }

    /** Notes that one went out to devices. */
    public void pushed(UUID id) {
        sentBy("pushed_at", id);
    }

    private void sentBy(String column, UUID id) {
        sql.update(
                        "update notification set "
                                + column
                                + " = :now where tenant_id = :tenant and id = :id")
                .set("now", clock.instant())
                .set("id", id)
                .run();
    }
}
