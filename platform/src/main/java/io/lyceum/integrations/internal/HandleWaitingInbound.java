package io.lyceum.integrations.internal;

import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.PersonJoined;
import io.lyceum.integrations.InboundWebhooks;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Goes on with messages about somebody who has joined. */
@ApplicationScoped
class HandleWaitingInbound implements EventListener.InTransaction<PersonJoined> {

    @Inject InboundWebhooks webhooks;
    @Inject People people;

    @Override
    public Class<PersonJoined> event() {
        return PersonJoined.class;
    }

    @Override
    public void on(UUID id, PersonJoined event) {
        webhooks.joined(people.byId(new PersonId(event.person())).email());
    }
}
