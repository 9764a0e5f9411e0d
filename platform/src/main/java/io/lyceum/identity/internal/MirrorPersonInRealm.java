package io.lyceum.identity.internal;

import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonChanged;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.internal.realms.Realms;
import io.lyceum.identity.internal.realms.SchoolRole;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;

/** Tells the realm about a person's role and access, so that its tokens agree with our rows. */
@ApplicationScoped
class MirrorPersonInRealm implements EventListener.Outbound<PersonChanged> {

    @Inject RealmKeeper keeper;
    @Inject Realms realms;
    @Inject People people;

    @Override
    public Class<PersonChanged> event() {
        return PersonChanged.class;
    }

    @Override
    public void on(UUID id, PersonChanged event) {
        Person person = people.byId(new PersonId(event.person()));
        realms.setRoles(
                keeper.access(),
                person.subject(),
                Set.of(SchoolRole.valueOf(person.role().name())));
        realms.setEnabled(keeper.access(), person.subject(), person.active());
    }
}
