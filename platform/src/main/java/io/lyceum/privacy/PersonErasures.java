package io.lyceum.privacy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.privacy.internal.PersonRows;
import io.lyceum.privacy.internal.PluginPrivacy;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * People who leave the current school for good. Their access ends at once; then plugins erase what
 * they keep elsewhere, the account goes, and at last every row. A plugin that does not answer is
 * asked for about two days; after that, what it may have kept is noted for the school.
 */
@UseCase
public class PersonErasures {

    /** The lane that erasures are worked on in. */
    public static final String LANE = "PRIVACY";

    private static final int MOST_ATTEMPTS = 15;
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_LISTED = 200;

    private static final String COLUMNS =
            "id, person_id, requested_by, requested_at, providers, last_error, notes, done_at";

    private static final String SELECT =
            "select " + COLUMNS + " from person_erasure where tenant_id = :tenant";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final People people;
    private final SchoolPlugins plugins;
    private final PersonRows rows;
    private final DueSchools dueSchools;
    private final Duration firstWait;

    protected PersonErasures() {
        this(null, null, null, null, null, null, null, Duration.ZERO);
    }

    @Inject
    PersonErasures(
            Sql sql,
            Clock clock,
            Audit audit,
            People people,
            SchoolPlugins plugins,
            PersonRows rows,
            DueSchools dueSchools,
            @ConfigProperty(name = "lyceum.erasure.retry", defaultValue = "PT15S")
                    Duration firstWait) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.people = people;
        this.plugins = plugins;
        this.rows = rows;
        this.dueSchools = dueSchools;
        this.firstWait = firstWait;
    }

    /**
     * Begins to erase a person; repeating it changes nothing.
     *
     * @param email the person's address, typed by who asks for it
     * @throws Problem NOT_FOUND, INVALID_INPUT when the address is another one, NOT_YOURSELF,
     *     ROLE_ABOVE_OWN, LAST_OWNER
     */
    public PersonErasure begin(PersonId id, String email, Person by) {
        Person person = people.byId(id);
        new Checks()
                .that(
                        email != null && email.strip().equalsIgnoreCase(person.email()),
                        "email",
                        "Type the person's e-mail address.")
                .done();
        people.leave(id, by);
        Instant now = clock.instant();
        int added =
                sql.update(
                                """
                                insert into person_erasure
                                    (tenant_id, id, person_id, subject_hash, requested_by, requested_at, providers,
                                     due_at)
                                values (:tenant, :id, :person, :subject, :by, :now, :providers, :now)
                                on conflict (tenant_id, person_id) do nothing
                                """)
                        .set("id", Ids.at(now))
                        .set("person", id.value())
                        .set("subject", Tokens.hash(person.subject()))
                        .set("by", by.id().value())
                        .set("now", now)
                        .set(
                                "providers",
                                PluginPrivacy.providers(plugins.list()).stream()
                                        .map(SchoolPlugin::id)
                                        .toArray(String[]::new))
                        .run();
        if (added > 0) {
            rows.forgetWhatPluginsWouldBeTold(id);
            audit.record("person.erasure_begun", "person", id, Map.of());
            dueSchools.signal(LANE, now);
        }
        return find(id).orElseThrow();
    }

    /** Finds the erasure of a person. */
    public Optional<PersonErasure> find(PersonId person) {
        return sql.query(SELECT + " and person_id = :person")
                .set("person", person.value())
                .first(PersonErasures::erasure);
    }

    /** Lists erasures, the latest first; at most 200. */
    public List<PersonErasure> list() {
        return sql.query(SELECT + " order by requested_at desc, id limit :limit")
                .set("limit", MOST_LISTED)
                .list(PersonErasures::erasure);
    }

    /**
     * Finds an erasure.
     *
     * @throws Problem NOT_FOUND
     */
    public PersonErasure byId(UUID id) {
        return sql.query(SELECT + " and id = :id")
                .set("id", id)
                .first(PersonErasures::erasure)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    private static PersonErasure erasure(Row row) {
        return new PersonErasure(
                row.uuid("id"),
                new PersonId(row.uuid("person_id")),
                new PersonId(row.uuid("requested_by")),
                row.instant("requested_at"),
                row.texts("providers"),
                row.text("last_error"),
                notes(row.text("notes")),
                row.optionalInstant("done_at"));
    }

    private static List<PersonErasure.Note> notes(String json) {
        return Json.MAPPER.convertValue(
                Json.read(json, List.class), new TypeReference<List<PersonErasure.Note>>() {});
    }

    /** Takes on the erasure that is due for longest. */
    public Optional<PersonErasure> lease() {
        Instant now = clock.instant();
        Optional<PersonErasure> leased =
                sql.query(
                                """
                                update person_erasure
                                set leased_until = :until, attempts = attempts + 1
                                where tenant_id = :tenant
                                  and id = (
                                    select id
                                    from person_erasure
                                    where tenant_id = :tenant and done_at is null and due_at <= :now
                                      and (leased_until is null or leased_until < :now)
                                    order by due_at
                                    limit 1
                                    for update skip locked)
                                returning\s"""
                                        + COLUMNS)
                        .set("until", now.plus(LEASE))
                        .set("now", now)
                        .first(PersonErasures::erasure);
        if (leased.isPresent()) {
            dueSchools.signal(LANE, now.plus(LEASE).plusSeconds(1));
        }
        return leased;
    }

    /** Notes that a plugin has erased what it could. */
    public void erased(PersonErasure erasure, String plugin, List<PersonErasure.Note> left) {
        List<PersonErasure.Note> notes = new ArrayList<>(erasure.notes());
        left.forEach(
                note ->
                        notes.add(
                                new PersonErasure.Note(
                                        note.plugin(), note.kind(), shortened(note.text()))));
        sql.update(
                        """
                        update person_erasure
                        set providers = array_remove(providers, :plugin), notes = cast(:notes as jsonb),
                            attempts = 0, last_error = '', leased_until = null, due_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("plugin", plugin)
                .set("notes", Json.write(notes))
                .set("now", clock.instant())
                .set("id", erasure.id())
                .run();
    }

    /** Puts a step off that could not be tried; that is no attempt. */
    public void postpone(PersonErasure erasure, Duration wait) {
        Instant next = clock.instant().plus(wait);
        sql.update(
                        """
                        update person_erasure
                        set attempts = greatest(0, attempts - 1), leased_until = null, due_at = :next
                        where tenant_id = :tenant and id = :id
                        """)
                .set("next", next)
                .set("id", erasure.id())
                .run();
        dueSchools.signal(LANE, next);
    }

    /** Notes that a step failed; a plugin that has failed often enough is not asked again. */
    public void failed(PersonErasure erasure, Optional<String> plugin, String error) {
        int attempts =
                sql.query(
                                """
                                select attempts from person_erasure
                                where tenant_id = :tenant and id = :id
                                """)
                        .set("id", erasure.id())
                        .first(row -> row.integer("attempts"))
                        .orElse(0);
        if (plugin.isPresent() && attempts >= MOST_ATTEMPTS) {
            erased(
                    erasure,
                    plugin.get(),
                    List.of(
                            new PersonErasure.Note(
                                    plugin.get(), PersonErasure.Kind.UNANSWERED, error)));
            dueSchools.signal(LANE, clock.instant());
            return;
        }
        Duration wait = firstWait.multipliedBy(1L << Math.min(attempts, 12));
        Instant next = clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        sql.update(
                        """
                        update person_erasure
                        set last_error = :error, leased_until = null, due_at = :next
                        where tenant_id = :tenant and id = :id
                        """)
                .set("error", shortened(error))
                .set("next", next)
                .set("id", erasure.id())
                .run();
        dueSchools.signal(LANE, next);
    }

    private static String shortened(String text) {
        String plain = text.replace('\0', '\uFFFD');
        return plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT) : plain;
    }

    /** Erases every row of the person, and the person; nothing but the record of it stays. */
    public void finish(PersonErasure erasure) {
        Map<String, Integer> gone = rows.erase(erasure.person());
        people.remove(erasure.person());
        sql.update(
                        """
                        update person_erasure
                        set done_at = :now, leased_until = null, last_error = ''
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", clock.instant())
                .set("id", erasure.id())
                .run();
        audit.record("person.erased", "person", erasure.person(), gone);
    }
}
