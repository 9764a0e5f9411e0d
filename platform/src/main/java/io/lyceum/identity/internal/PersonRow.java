package io.lyceum.identity.internal;

import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.persistence.SchoolOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The row of a person. */
@Entity(name = "PersonRow")
@Table(name = "person")
public class PersonRow extends SchoolOwned {

    @Column(name = "subject", updatable = false)
    private String subject = "";

    @Column(name = "email")
    private String email = "";

    @Column(name = "name")
    private String name = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Role role = Role.LEARNER;

    @Column(name = "locale")
    private String locale;

    @Column(name = "active")
    private boolean active = true;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "leaving_at")
    private Instant leavingAt;

    protected PersonRow() {}

    public PersonRow(UUID id, String subject, String email, String name, Role role, Instant now) {
        super(id);
        this.subject = subject;
        this.email = email;
        this.name = name;
        this.role = role;
        this.createdAt = now;
        this.lastSeenAt = now;
    }

    /** Whether the realm says something else than this row; what it leaves out says nothing. */
    public boolean isNews(String email, String name) {
        return !email.isBlank() && !email.strip().equals(this.email)
                || !name.isBlank() && !name.strip().equals(this.name);
    }

    /** When the person was last here; may lag behind by minutes. */
    public Instant lastSeenAt() {
        return lastSeenAt == null ? Instant.EPOCH : lastSeenAt;
    }

    public void become(Role role) {
        this.role = role;
    }

    public void activate(boolean active) {
        this.active = active;
    }

    /** Whether the person is being erased. */
    public boolean leaving() {
        return leavingAt != null;
    }

    public void leave(Instant now) {
        this.leavingAt = now;
    }

    public void choose(Locale locale) {
        this.locale = locale.toLanguageTag();
    }

    public void rename(String name) {
        this.name = name;
    }

    public Person view() {
        return new Person(
                new PersonId(id()),
                subject,
                email,
                name,
                role,
                Optional.ofNullable(locale).map(Locale::forLanguageTag),
                active,
                createdAt,
                version());
    }
}
