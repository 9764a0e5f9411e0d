package io.lyceum.identity.internal;

import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.SchoolHostsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Lets people sign in at a new host, and no longer at one that was removed. */
@ApplicationScoped
class ApplyHostsToRealm implements EventListener.Outbound<SchoolHostsChanged> {

    @Inject RealmKeeper keeper;

    @Override
    public Class<SchoolHostsChanged> event() {
        return SchoolHostsChanged.class;
    }

    @Override
    public void on(UUID id, SchoolHostsChanged event) {
        keeper.applyHosts();
    }
}
