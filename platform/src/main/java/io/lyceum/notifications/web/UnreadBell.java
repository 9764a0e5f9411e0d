package io.lyceum.notifications.web;

import io.lyceum.identity.CurrentPerson;
import io.lyceum.notifications.Notifications;
import io.lyceum.shared.web.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts what the reader of a page has not read. */
@ApplicationScoped
class UnreadBell implements Bell {

    @Inject CurrentPerson currentPerson;
    @Inject Notifications notifications;

    @Override
    public int unread() {
        return currentPerson.person().map(person -> notifications.unread(person.id())).orElse(0);
    }
}
