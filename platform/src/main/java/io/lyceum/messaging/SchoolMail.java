package io.lyceum.messaging;

import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Writes to a person in the name of the current school. */
@ApplicationScoped
public class SchoolMail {

    private static final int MOST_ADMINS = 50;

    @Inject Emails emails;
    @Inject Brands brands;
    @Inject Schools schools;
    @Inject People people;
    @Inject Files files;
    @Inject Suppressions suppressions;
    @Inject CurrentSchool currentSchool;

    /**
     * Writes to a person in answer to what somebody did.
     *
     * @param eventId why; the same event gives the same Message-ID
     */
    public void send(UUID eventId, UUID person, MailContent content) {
        send(eventId, person, content, Optional.empty());
    }

    /**
     * Writes to a person what they can do without and may refuse.
     *
     * @return whether a mail went out: not to those who have left, nor to addresses that take none
     */
    public boolean send(UUID eventId, UUID person, MailContent content, Subscription from) {
        return send(eventId, person, content, Optional.of(from));
    }

    private boolean send(
            UUID eventId, UUID person, MailContent content, Optional<Subscription> from) {
        Person to = people.byId(new PersonId(person));
        Optional<Suppression> suppressed = suppressions.find(to.email());
        if (!to.active() || from.isPresent() && suppressed.isPresent()) {
            return false;
        }
        emails.send(eventId, letterhead(), recipient(to), content, from);
        suppressed
                .filter(one -> one.reason() == Suppression.Reason.BOUNCED)
                .ifPresent(one -> suppressions.reached(one.address()));
        return true;
    }

    /** Writes to a person through the school's own server, to try it out. */
    public void sendTrial(UUID id, UUID person, MailContent content) {
        emails.sendTrial(id, letterhead(), recipient(people.byId(new PersonId(person))), content);
    }

    /** Composes a mail to a person without sending it. */
    public Mail preview(UUID person, Locale language, MailContent content) {
        Person to = people.byId(new PersonId(person));
        return emails.preview(
                letterhead(),
                new Recipient(to.email(), to.name(), language),
                content,
                sample(content));
    }

    /** Writes to a person what another mail would say, in a language that need not be theirs. */
    public void sendSample(UUID id, UUID person, Locale language, MailContent content) {
        Person to = people.byId(new PersonId(person));
        emails.send(
                id,
                letterhead(),
                new Recipient(to.email(), to.name(), language),
                content,
                sample(content));
    }

    /** Those who look at a mail can choose what they receive, and refuse nothing by it. */
    private Optional<Subscription> sample(MailContent content) {
        String settings = origin() + "/notifications/settings";
        return content instanceof MailContent.Nudge
                ? Optional.of(new Subscription("sample", settings, settings))
                : Optional.empty();
    }

    private Recipient recipient(Person to) {
        return new Recipient(to.email(), to.name(), to.locale().orElse(school().locale()));
    }

    /**
     * Writes to all who run the school.
     *
     * @throws EventListener.Undeliverable when one of them can never get it; the others do
     */
    public void sendToAdmins(UUID eventId, MailContent content) {
        Optional<EventListener.Undeliverable> failure = Optional.empty();
        for (Role role : List.of(Role.OWNER, Role.ADMIN)) {
            for (Person person :
                    people.list(Optional.of(role), "", Optional.empty(), MOST_ADMINS).items()) {
                try {
                    send(eventId, person.id().value(), content);
                } catch (EventListener.Undeliverable e) {
                    failure = Optional.of(e);
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Writes to somebody who need not have an account. */
    public void send(UUID eventId, Recipient to, MailContent content) {
        emails.send(eventId, letterhead(), to, content, Optional.empty());
    }

    /** The current school. */
    public School school() {
        return schools.byId(currentSchool.id()).orElseThrow();
    }

    /** Its address with scheme and port. */
    public String origin() {
        return schools.originOf(currentSchool.id());
    }

    /** The day of a moment where the school is. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, school().timeZone());
    }

    private Letterhead letterhead() {
        Brand brand = brands.latest();
        String origin = origin();
        // Mail programs show no SVG.
        Optional<String> logo =
                brand.logo()
                        .flatMap(files::find)
                        .filter(f -> f.content().type() != FileType.SVG)
                        .map(f -> origin + "/files/" + f.id() + "/logo");
        return new Letterhead(brand, origin, logo, Optional.empty());
    }
}
