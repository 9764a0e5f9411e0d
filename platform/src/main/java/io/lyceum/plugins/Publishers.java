package io.lyceum.plugins;

import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.plugin.runtime.archive.Signature;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who makes plugins, which keys they sign with, and which people of the platform's realm work for
 * them.
 */
@UseCase
public class Publishers {

    private static final String COLUMNS =
            " p.id, p.name, p.email, p.website, p.locale, p.state, p.created_at ";
    private static final int MOST_KEYS = 20;

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final CurrentSchool school;
    private final People people;

    protected Publishers() {
        this(null, null, null, null, null);
    }

    @Inject
    Publishers(Sql sql, Clock clock, Audit audit, CurrentSchool school, People people) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.school = school;
        this.people = people;
    }

    /** Lists all publishers by name, at most 500. */
    public List<Publisher> list() {
        return sql.query("select" + COLUMNS + "from publisher p order by p.name, p.id limit 500")
                .list(Publishers::publisher);
    }

    /**
     * Lists the publishers that a person of the platform works for, by name.
     *
     * @throws Problem NOT_FOUND anywhere but at the platform
     */
    public List<Publisher> of(Person person) {
        requirePlatform();
        return sql.query(
                        "select"
                                + COLUMNS
                                + """
                                from publisher p
                                join publisher_member m on m.publisher_id = p.id
                                where m.person_id = :person
                                order by p.name, p.id
                                """)
                .set("person", person.id().value())
                .list(Publishers::publisher);
    }

    private void requirePlatform() {
        if (!school.id().equals(SchoolId.PLATFORM)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /** Finds a publisher. */
    public Optional<Publisher> find(String id) {
        return sql.query("select" + COLUMNS + "from publisher p where p.id = :id")
                .set("id", id)
                .first(Publishers::publisher);
    }

    /**
     * Finds a publisher.
     *
     * @throws Problem NO_SUCH_PUBLISHER
     */
    public Publisher require(String id) {
        return find(id).orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PUBLISHER));
    }

    /**
     * Finds a publisher that a person works for.
     *
     * @throws Problem NO_SUCH_PUBLISHER also for one that exists and is somebody else's
     */
    public Publisher require(String id, Person person) {
        return of(person).stream()
                .filter(publisher -> publisher.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PUBLISHER));
    }

    /**
     * Registers a publisher; the person works for it from now on.
     *
     * @throws Problem INVALID_INPUT; PUBLISHER_TAKEN also for an id that plugins bear already;
     *     NOT_FOUND anywhere but at the platform
     */
    public Publisher register(
            String id, String name, String email, String website, Person by, Locale locale) {
        requirePlatform();
        check(name, email, website)
                .that(
                        id != null
                                && id.length() <= 60
                                && id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                        "id",
                        "Use lower case letters, digits and single hyphens, beginning with a letter.")
                .done();
        boolean used =
                sql.query("select 1 from plugin_version where publisher = :id limit 1")
                        .set("id", id)
                        .first(row -> id)
                        .isPresent();
        Instant now = clock.instant();
        int added =
                used
                        ? 0
                        : sql.update(
                                        """
                                        insert into publisher
                                            (id, name, email, website, locale, state, created_at, changed_at)
                                        values (:id, :name, :email, :website, :locale, 'ACTIVE', :now, :now)
                                        on conflict (id) do nothing
                                        """)
                                .set("id", id)
                                .set("name", name.strip())
                                .set("email", email.strip())
                                .set("website", plain(website))
                                .set("locale", locale.toLanguageTag())
                                .set("now", now)
                                .run();
        if (added == 0) {
            throw new Problem(PluginProblem.PUBLISHER_TAKEN, id);
        }
        join(id, by.id().value(), now);
        audit.record("publisher.registered", "publisher", id, Map.of());
        return require(id);
    }

    private void join(String publisher, UUID person, Instant now) {
        sql.update(
                        """
                        insert into publisher_member (publisher_id, person_id, added_at)
                        values (:publisher, :person, :now)
                        on conflict (publisher_id, person_id) do nothing
                        """)
                .set("publisher", publisher)
                .set("person", person)
                .set("now", now)
                .run();
    }

    private static Checks check(String name, String email, String website) {
        return new Checks()
                .text(name, "name", 100)
                .email(email, "email")
                .atMost(website, "website", 300)
                .that(
                        plain(website).isEmpty() || plain(website).matches("https?://[^\\s\"<>]+"),
                        "website",
                        "Begin with https://");
    }

    private static String plain(String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Changes what a publisher says about itself.
     *
     * @throws Problem NO_SUCH_PUBLISHER, INVALID_INPUT
     */
    public Publisher change(String id, String name, String email, String website, Locale locale) {
        check(name, email, website).done();
        require(id);
        sql.update(
                        """
                        update publisher
                        set name = :name, email = :email, website = :website, locale = :locale, changed_at = :now
                        where id = :id
                        """)
                .set("name", name.strip())
                .set("email", email.strip())
                .set("website", plain(website))
                .set("locale", locale.toLanguageTag())
                .set("now", clock.instant())
                .set("id", id)
                .run();
        audit.record("publisher.changed", "publisher", id, Map.of());
        return require(id);
    }

    /**
     * Lets a publisher send versions, or not any more.
     *
     * @throws Problem NO_SUCH_PUBLISHER
     */
    public Publisher move(String id, Publisher.State state) {
        require(id);
        sql.update("update publisher set state = :state, changed_at = :now where id = :id")
                .set("state", state)
                .set("now", clock.instant())
                .set("id", id)
                .run();
        audit.record("publisher.moved", "publisher", id, Map.of("state", state.name()));
        return require(id);
    }

    /** Lists the people who work for a publisher, by name. */
    public List<Person> members(String id) {
        List<UUID> ids =
                sql.query(
                                """
                                select person_id from publisher_member
                                where publisher_id = :publisher
                                order by added_at, person_id
                                """)
                        .set("publisher", id)
                        .list(row -> row.uuid("person_id"));
        return ids.stream()
                .map(person -> people.byId(new io.lyceum.identity.PersonId(person)))
                .toList();
    }

    /** Lists a publisher's keys, the newest first; empty for one that nobody has registered. */
    public List<Publisher.Key> keys(String publisher) {
        return sql.query(
                        """
                        select id, name, public_key, added_at, revoked_at
                        from publisher_key
                        where publisher_id = :publisher
                        order by added_at desc, id
                        """)
                .set("publisher", publisher)
                .list(
                        row ->
                                new Publisher.Key(
                                        row.uuid("id"),
                                        row.text("name"),
                                        row.text("public_key"),
                                        row.instant("added_at"),
                                        row.optionalInstant("revoked_at")));
    }

    /**
     * Adds a key.
     *
     * @param text public Ed25519 key, PEM or Base64 of its X.509 form
     * @throws Problem NO_SUCH_PUBLISHER; INVALID_INPUT when it is none, is there already, or is one
     *     too many
     */
    public Publisher.Key addKey(String publisher, String name, String text) {
        require(publisher);
        String key = normal(text);
        List<Publisher.Key> known = keys(publisher);
        new Checks()
                .text(name, "name", 60)
                .that(!key.isEmpty(), "key", "Paste a public Ed25519 key.")
                .that(
                        known.stream().noneMatch(one -> one.publicKey().equals(key)),
                        "key",
                        "This key is here already, or was.")
                .that(known.size() < MOST_KEYS, "key", "There are 20 keys already.")
                .done();
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into publisher_key (publisher_id, id, name, public_key, added_at)
                        values (:publisher, :id, :name, :key, :now)
                        """)
                .set("publisher", publisher)
                .set("id", id)
                .set("name", name.strip())
                .set("key", key)
                .set("now", now)
                .run();
        audit.record("publisher.key_added", "publisher", publisher, Map.of("key", id));
        return new Publisher.Key(id, name.strip(), key, now, Optional.empty());
    }

    /** Base64 of a key's X.509 form; empty for what is no key. */
    private static String normal(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Signature.publicKey(plain(text)).getEncoded());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Revokes a key: no signature of it is taken any more. What it has signed stays.
     *
     * @throws Problem NO_SUCH_PUBLISHER when the publisher has no such valid key
     */
    public void revokeKey(String publisher, UUID key) {
        int revoked =
                sql.update(
                                """
                                update publisher_key
                                set revoked_at = :now
                                where publisher_id = :publisher and id = :key and revoked_at is null
                                """)
                        .set("now", clock.instant())
                        .set("publisher", publisher)
                        .set("key", key)
                        .run();
        if (revoked == 0) {
            throw new Problem(PluginProblem.NO_SUCH_PUBLISHER);
        }
        audit.record("publisher.key_revoked", "publisher", publisher, Map.of("key", key));
    }

    private static Publisher publisher(Row row) {
        return new Publisher(
                row.text("id"),
                row.text("name"),
                row.text("email"),
                row.text("website"),
                Locale.forLanguageTag(row.text("locale")),
                row.constant("state", Publisher.State.class),
                row.instant("created_at"));
    }
}
