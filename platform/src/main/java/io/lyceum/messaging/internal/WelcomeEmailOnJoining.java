package io.lyceum.messaging.internal;

import io.lyceum.identity.PersonJoined;
import io.lyceum.identity.Role;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Greets a learner who signed in for the first time. */
@ApplicationScoped
class WelcomeEmailOnJoining implements EventListener.Outbound<PersonJoined> {

    @Inject SchoolMail mail;

    @Override
    public Class<PersonJoined> event() {
        return PersonJoined.class;
    }

    @Override
    public void on(UUID id, PersonJoined event) {
        // At the platform there is nothing to learn: who joins there makes plugins.
        if (event.role() == Role.LEARNER && !mail.school().isPlatform()) {
            mail.send(id, event.person(), new MailContent.Welcome(mail.origin() + "/courses"));
        }
    }
}
