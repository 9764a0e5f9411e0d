package io.lyceum.identity.internal;

import io.lyceum.identity.People;
import io.lyceum.identity.PersonInvited;
import io.lyceum.identity.Role;
import io.lyceum.identity.internal.realms.Invitation;
import io.lyceum.identity.internal.realms.Realms;
import io.lyceum.identity.internal.realms.SchoolRole;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.UUID;

/** Makes the account of an invited person; the realm mails them how to set their password. */
@ApplicationScoped
class SendInvitation implements EventListener.Outbound<PersonInvited> {

    @Inject RealmKeeper keeper;
    @Inject Realms realms;
    @Inject People people;
    @Inject Schools schools;
    @Inject CurrentSchool school;

    @Override
    public Class<PersonInvited> event() {
        return PersonInvited.class;
    }

    @Override
    public void on(UUID id, PersonInvited event) {
        People.Invited invited = people.invitation(event.invitation());
        if (!invited.open()) {
            return;
        }
        School at = schools.byId(school.id()).orElseThrow();
        realms.invite(
                keeper.access(),
                new Invitation(
                        invited.email(),
                        invited.name(),
                        roles(at, invited),
                        at.locale(),
                        URI.create(schools.originOf(at.id()) + "/welcome")));
        people.invitationSent(event.invitation());
    }

    /** The platform's realm knows its administrators alone; whoever else is there makes plugins. */
    private static Set<SchoolRole> roles(School at, People.Invited invited) {
        return at.isPlatform() && invited.role() == Role.LEARNER
                ? Set.of()
                : Set.of(SchoolRole.valueOf(invited.role().name()));
    }
}
