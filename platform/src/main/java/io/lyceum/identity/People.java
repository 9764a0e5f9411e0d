package io.lyceum.identity;

import io.lyceum.identity.internal.PersonRow;
import io.lyceum.identity.internal.SessionCache;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.SchoolOwnedId;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The people of the current school, and those who are asked to join. */
@UseCase
public class People {

    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentSchool school;
    private final SessionCache sessions;
    private final Quotas quotas;

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    protected People() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    People(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Audit audit,
            CurrentSchool school,
            SessionCache sessions,
            Quotas quotas) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.school = school;
        this.sessions = sessions;
        this.quotas = quotas;
    }

    /**
     * Finds the person behind a verified token, or makes them at their first sign-in.
     *
     * @param emailVerified whether the realm vouches for the address; only then an invitation to it
     *     gives its role
     * @throws Problem PERSON_DEACTIVATED, NOT_INVITED
     */
    public Person signedIn(String subject, String email, boolean emailVerified, String name) {
        Instant now = clock.instant();
        PersonRow row =
                bySubject(subject).orElseGet(() -> join(subject, email, emailVerified, name));
        if (!row.view().active()) {
            throw new Problem(IdentityProblem.PERSON_DEACTIVATED);
        }
        if (row.isNews(email, name)) {
            takeOver(row, email, name);
        }
        if (row.lastSeenAt().isBefore(now.minus(SEEN_EVERY))) {
            seen(row, now);
        }
        return row.view();
    }

    /** By SQL: requests of one person come at the same time, and none of them may fail for it. */
    private void takeOver(PersonRow row, String email, String name) {
        sql.update(
                        """
                        update person
                        set email = case when :email = '' then email else :email end,
                            name = case when :name = '' then name else :name end,
                            version = version + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("email", email.strip())
                .set("name", name.strip())
                .set("id", row.id())
                .run();
        entities.refresh(row);
        outbox.publish(new PersonProfileChanged(row.id()));
    }

    private void seen(PersonRow row, Instant now) {
        sql.update(
                        """
                        update person set last_seen_at = :now
                        where tenant_id = :tenant and id = :id
                          and (last_seen_at is null or last_seen_at < :before)
                        """)
                .set("now", now)
                .set("id", row.id())
                .set("before", now.minus(SEEN_EVERY))
                .run();
    }

    private PersonRow join(String subject, String email, boolean emailVerified, String name) {
        Instant now = clock.instant();
        if (hasLeft(subject)) {
            throw new Problem(IdentityProblem.PERSON_DEACTIVATED);
        }
        Optional<Role> invitedAs = emailVerified ? acceptInvitation(email, now) : Optional.empty();
        boolean platform = school.id().equals(io.lyceum.tenancy.SchoolId.PLATFORM);
        if (platform && invitedAs.isEmpty()) {
            throw new Problem(IdentityProblem.NOT_INVITED);
        }
        // Two first requests of one person may race; the second finds the first one's row.
        sql.update(
                        """
                        insert into person
                            (tenant_id, id, subject, email, name, role, active, created_at, last_seen_at)
                        values (:tenant, :id, :subject, :email, :name, :role, true, :now, :now)
                        on conflict (tenant_id, subject) do nothing
                        """)
                .set("id", Ids.at(now))
                .set("subject", subject)
                .set("email", email)
                .set("name", name.isBlank() ? email : name)
                .set("role", invitedAs.orElse(Role.LEARNER))
                .set("now", now)
                .run();
        if (invitedAs.isEmpty() || invitedAs.get() == Role.LEARNER) {
            quotas.require(Quota.LEARNERS);
        }
        PersonRow row = bySubject(subject).orElseThrow();
        outbox.publish(new PersonJoined(row.id(), row.view().role()));
        return row;
    }

    /** A token lives on for minutes after its account is gone. */
    private boolean hasLeft(String subject) {
        return sql.query(
                        """
                        select id from person_erasure
                        where tenant_id = :tenant and subject_hash = :subject
                        limit 1
                        """)
                .set("subject", Tokens.hash(subject))
                .first(row -> row.uuid("id"))
                .isPresent();
    }

    private Optional<Role> acceptInvitation(String email, Instant now) {
        return sql.query(
                        """
                        update invitation
                        set status = 'ACCEPTED', accepted_at = :now, version = version + 1
                        where tenant_id = :tenant
                          and lower(email) = lower(:email)
                          and status in ('PENDING', 'SENT')
                        returning role
                        """)
                .set("now", now)
                .set("email", email)
                .first(row -> row.constant("role", Role.class));
    }

    private Optional<PersonRow> bySubject(String subject) {
        return entities.createQuery(
                        "select p from PersonRow p where p.subject = :subject", PersonRow.class)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst();
    }

    /**
     * Finds one person.
     *
     * @throws Problem NOT_FOUND
     */
    public Person byId(PersonId id) {
        return row(id).view();
    }

    private PersonRow row(PersonId id) {
        PersonRow row =
                entities.find(PersonRow.class, new SchoolOwnedId(school.id().value(), id.value()));
        if (row == null) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return row;
    }

    /**
     * Lists people, newest first.
     *
     * @param search part of a name or address; blank for all
     */
    public Slice<Person> list(
            Optional<Role> role, String search, Optional<String> cursor, int limit) {
        Optional<Cursor> after = cursor.flatMap(text -> Cursor.parse(text, 2));
        List<Person> rows =
                sql.query(
                                """
                                select id, subject, email, name, role, locale, active, created_at, version
                                from person
                                where tenant_id = :tenant
                                  and (cast(:role as text) is null or role = :role)
                                  and (:search = '' or lower(name) like :pattern or lower(email) like :pattern)
                                  and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :after))
                                order by created_at desc, id desc
                                limit :limit
                                """)
                        .set("role", role.map(Enum::name).orElse(null))
                        .set("search", search.strip())
                        .set("pattern", "%" + search.strip().toLowerCase(Locale.ROOT) + "%")
                        .set("at", after.map(c -> c.instant(0)).orElse(null))
                        .set("after", after.map(c -> c.uuid(1)).orElse(null))
                        .set("limit", limit + 1)
                        .list(People::person);
        return Slice.of(rows, limit, last -> Cursor.after(last.createdAt(), last.id()));
    }

    /** Counts people by role; a role that nobody has counts 0. */
    public Map<Role, Long> counts() {
        Map<Role, Long> counts = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            counts.put(role, 0L);
        }
        sql.query(
                        "select role, count(*) as people from person where tenant_id = :tenant group by role")
                .list(row -> counts.put(row.constant("role", Role.class), row.number("people")));
        return counts;
    }

    private static Person person(Row row) {
        return new Person(
                new PersonId(row.uuid("id")),
                row.text("subject"),
                row.text("email"),
                row.text("name"),
                row.constant("role", Role.class),
                row.optionalText("locale").map(Locale::forLanguageTag),
                row.flag("active"),
                row.instant("created_at"),
                row.number("version"));
    }

    /**
     * Gives a person another role.
     *
     * @param by who does it
     * @throws Problem NOT_FOUND, ROLE_ABOVE_OWN, LAST_OWNER, NOT_YOURSELF
     */
    public Person changeRole(PersonId id, Role role, Person by) {
        PersonRow row = lockForChange(id, by);
        if (!by.role().includes(role) || role == Role.PLATFORM_ADMIN && !platform()) {
            throw new Problem(IdentityProblem.ROLE_ABOVE_OWN);
        }
        keepAnOwner(row.view(), role == Role.OWNER);
        row.become(role);
        entities.flush();
        if (role == Role.LEARNER) {
            quotas.require(Quota.LEARNERS);
        }
        audit.record("person.role_changed", "person", id, Map.of("role", role));
        outbox.publish(new PersonChanged(id.value()));
        sessions.forget(school.id());
        return row.view();
    }

    /**
     * Switches a person's access off or on; their work stays. Sessions end at once.
     *
     * @throws Problem NOT_FOUND, ROLE_ABOVE_OWN, LAST_OWNER, NOT_YOURSELF, PERSON_LEAVING
     */
    public Person setActive(PersonId id, boolean active, Person by) {
        PersonRow row = lockForChange(id, by);
        if (active && row.leaving()) {
            throw new Problem(IdentityProblem.PERSON_LEAVING);
        }
        keepAnOwner(row.view(), active);
        row.activate(active);
        entities.flush();
        if (active && row.view().role() == Role.LEARNER) {
            quotas.require(Quota.LEARNERS);
        }
        if (!active) {
            sql.update("delete from session where tenant_id = :tenant and person_id = :person")
                    .set("person", id.value())
                    .run();
        }
        audit.record(active ? "person.activated" : "person.deactivated", "person", id, Map.of());
        outbox.publish(new PersonChanged(id.value()));
        sessions.forget(school.id());
        return row.view();
    }

    /**
     * Switches a person's access off for good, before all that is known of them is erased;
     * repeating it changes nothing.
     *
     * @throws Problem NOT_FOUND, ROLE_ABOVE_OWN, LAST_OWNER, NOT_YOURSELF
     */
    public void leave(PersonId id, Person by) {
        PersonRow row = lockForChange(id, by);
        if (!row.leaving()) {
            setActive(id, false, by);
            row.leave(clock.instant());
        }
    }

    /** Removes the row of a person who has left; repeating it changes nothing. */
    public void remove(PersonId id) {
        sql.update(
                        """
                        delete from person
                        where tenant_id = :tenant and id = :id and leaving_at is not null
                        """)
                .set("id", id.value())
                .run();
        sessions.forget(school.id());
    }

    private PersonRow lockForChange(PersonId id, Person by) {
        if (id.equals(by.id())) {
            throw new Problem(IdentityProblem.NOT_YOURSELF);
        }
        PersonRow row = row(id);
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        if (!by.role().includes(row.view().role())) {
            throw new Problem(IdentityProblem.ROLE_ABOVE_OWN);
        }
        return row;
    }

    private void keepAnOwner(Person person, boolean staysOwner) {
        if (person.role() != Role.OWNER || staysOwner) {
            return;
        }
        boolean another =
                sql.query(
                                """
                                select id from person
                                where tenant_id = :tenant and role = 'OWNER' and active and id <> :id
                                for update
                                """)
                        .set("id", person.id().value())
                        .first(row -> row.uuid("id"))
                        .isPresent();
        if (!another) {
            throw new Problem(IdentityProblem.LAST_OWNER);
        }
    }

    private boolean platform() {
        return school.id().equals(io.lyceum.tenancy.SchoolId.PLATFORM);
    }

    /** Sets what a person says about themselves. */
    public Person changeProfile(PersonId id, String name, Locale locale) {
        new Checks().text(name, "name", 200).done();
        PersonRow row = row(id);
        row.rename(name.strip());
        row.choose(locale);
        entities.flush();
        sessions.forget(school.id());
        outbox.publish(new PersonProfileChanged(row.id()));
        return row.view();
    }

    /**
     * Asks somebody to join; the mail goes out through the outbox.
     *
     * @throws Problem INVALID_INPUT, ALREADY_HERE, ALREADY_INVITED, ROLE_ABOVE_OWN
     */
    public Invited invite(String email, String name, Role role, Person by) {
        // At the platform, somebody without rights there is a developer of plugins.
        boolean developer = platform() && by.role() == Role.PLATFORM_ADMIN && role == Role.LEARNER;
        if (!by.role().includes(role) && !developer) {
            throw new Problem(IdentityProblem.ROLE_ABOVE_OWN);
        }
        Invited invited = invite(email, name, role, Optional.of(by.id()));
        audit.record("person.invited", "invitation", invited.id(), Map.of("role", role));
        return invited;
    }

    /** Asks the owner of a new school to join; repeating it changes nothing. */
    public void inviteFirst(String email, String name, Role role) {
        boolean known =
                sql.query(
                                """
                                select id from invitation
                                where tenant_id = :tenant and lower(email) = lower(:email)
                                """)
                        .set("email", email)
                        .first(row -> row.uuid("id"))
                        .isPresent();
        if (!known) {
            invite(email, name, role, Optional.empty());
        }
    }

    /** Tells whether somebody with an address is here, or has been asked to join. */
    public boolean isHere(String email) {
        return sql.query(
                        """
                        select 1 as one
                        from person
                        where tenant_id = :tenant and lower(email) = lower(:email)
                        union all
                        select 1
                        from invitation
                        where tenant_id = :tenant and lower(email) = lower(:email)
                          and status in ('PENDING', 'SENT')
                        """)
                .set("email", email.strip())
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /**
     * Makes the person behind an account that was opened for them, as a learner; answers the one
     * that is there. Their first sign-in shows that the address is theirs.
     */
    public Person admit(String subject, String email, String name) {
        Instant now = clock.instant();
        int made =
                sql.update(
                                """
                                insert into person
                                    (tenant_id, id, subject, email, name, role, active, created_at, last_seen_at)
                                values (:tenant, :id, :subject, :email, :name, 'LEARNER', true, :now, :now)
                                on conflict (tenant_id, subject) do nothing
                                """)
                        .set("id", Ids.at(now))
                        .set("subject", subject)
                        .set("email", email.strip())
                        .set("name", name.isBlank() ? email.strip() : name.strip())
                        .set("now", now)
                        .run();
        PersonRow row = bySubject(subject).orElseThrow();
        if (made == 1) {
            outbox.publish(new PersonJoined(row.id(), row.view().role()));
        }
        return row.view();
    }

    /** What came of asking a learner to join. */
    public enum Asked {
        INVITED,
        INVITED_BEFORE,
        HERE,
        DEACTIVATED
    }

    /**
     * Asks a learner to join, unless they are here or were asked already.
     *
     * @throws Problem INVALID_INPUT
     */
    public Asked ask(String email, String name) {
        Optional<Boolean> active =
                sql.query(
                                """
                                select active from person
                                where tenant_id = :tenant and lower(email) = lower(:email)
                                order by active desc
                                limit 1
                                """)
                        .set("email", email.strip())
                        .first(row -> row.flag("active"));
        if (active.isPresent()) {
            return active.get() ? Asked.HERE : Asked.DEACTIVATED;
        }
        boolean before =
                sql.query(
                                """
                                select id from invitation
                                where tenant_id = :tenant
                                  and lower(email) = lower(:email)
                                  and status in ('PENDING', 'SENT')
                                """)
                        .set("email", email.strip())
                        .first(row -> row.uuid("id"))
                        .isPresent();
        if (before) {
            return Asked.INVITED_BEFORE;
        }
        invite(email, name, Role.LEARNER, Optional.empty());
        return Asked.INVITED;
    }

    private Invited invite(String email, String name, Role role, Optional<PersonId> by) {
        String address = email == null ? "" : email.strip();
        new Checks().email(address, "email").atMost(name, "name", 200).done();
        boolean here =
                sql.query(
                                """
                                select id from person
                                where tenant_id = :tenant and lower(email) = lower(:email)
                                """)
                        .set("email", address)
                        .first(row -> row.uuid("id"))
                        .isPresent();
        if (here) {
            throw new Problem(IdentityProblem.ALREADY_HERE);
        }
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int added =
                sql.update(
                                """
                                insert into invitation
                                    (tenant_id, id, email, name, role, status, invited_by, created_at)
                                values (:tenant, :id, :email, :name, :role, 'PENDING', :by, :now)
                                on conflict (tenant_id, lower(email)) where status in ('PENDING', 'SENT') do nothing
                                """)
                        .set("id", id)
                        .set("email", address)
                        .set("name", name == null ? "" : name.strip())
                        .set("role", role)
                        .set("by", by.map(PersonId::value).orElse(null))
                        .set("now", now)
                        .run();
        if (added == 0) {
            throw new Problem(IdentityProblem.ALREADY_INVITED);
        }
        outbox.publish(new PersonInvited(id));
        return invitation(id);
    }

    /**
     * Sends an open invitation again.
     *
     * @throws Problem NOT_FOUND
     */
    public Invited inviteAgain(UUID id) {
        Invited invited = invitation(id);
        if (!invited.open()) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        outbox.publish(new PersonInvited(id));
        return invited;
    }

    /**
     * Takes an open invitation back.
     *
     * @throws Problem NOT_FOUND
     */
    public void withdraw(UUID id) {
        int withdrawn =
                sql.update(
                                """
                                update invitation
                                set status = 'WITHDRAWN', version = version + 1
                                where tenant_id = :tenant and id = :id and status in ('PENDING', 'SENT')
                                """)
                        .set("id", id)
                        .run();
        if (withdrawn == 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        audit.record("invitation.withdrawn", "invitation", id, Map.of());
    }

    /** Lists open invitations, newest first, at most 200. */
    public List<Invited> invitations() {
        return sql.query(
                        """
                        select id, email, name, role, status, created_at, sent_at
                        from invitation
                        where tenant_id = :tenant and status in ('PENDING', 'SENT')
                        order by created_at desc, id desc
                        limit 200
                        """)
                .list(People::invited);
    }

    /**
     * Finds one invitation.
     *
     * @throws Problem NOT_FOUND
     */
    public Invited invitation(UUID id) {
        return sql.query(
                        """
                        select id, email, name, role, status, created_at, sent_at
                        from invitation
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", id)
                .first(People::invited)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Remembers that the realm has sent the mail. */
    public void invitationSent(UUID id) {
        sql.update(
                        """
                        update invitation
                        set status = 'SENT', sent_at = :now, version = version + 1
                        where tenant_id = :tenant and id = :id and status in ('PENDING', 'SENT')
                        """)
                .set("id", id)
                .set("now", clock.instant())
                .run();
    }

    private static Invited invited(Row row) {
        return new Invited(
                row.uuid("id"),
                row.text("email"),
                row.text("name"),
                row.constant("role", Role.class),
                row.text("status"),
                row.instant("created_at"),
                row.optionalInstant("sent_at"));
    }

    /** An invitation as the school sees it. */
    public record Invited(
            UUID id,
            String email,
            String name,
            Role role,
            String status,
            Instant createdAt,
            Optional<Instant> sentAt) {

        /** Tells whether it can still be accepted. */
        public boolean open() {
            return status.equals("PENDING") || status.equals("SENT");
        }
    }
}
