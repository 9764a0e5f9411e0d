package io.lyceum.messaging.internal;

import io.lyceum.integrations.AddressReported;
import io.lyceum.messaging.Suppression.Reason;
import io.lyceum.messaging.Suppressions;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Sends nothing that nobody asked for to an address that a mail provider told of. */
@ApplicationScoped
class SuppressReportedAddress implements EventListener.InTransaction<AddressReported> {

    @Inject Suppressions suppressions;

    @Override
    public Class<AddressReported> event() {
        return AddressReported.class;
    }

    /** A provider may tell of thousands at once. */
    @Override
    public boolean bulk(AddressReported event) {
        return true;
    }

    @Override
    public void on(UUID id, AddressReported event) {
        suppressions.report(
                event.address(),
                event.complained() ? Reason.COMPLAINED : Reason.REPORTED,
                event.provider());
    }
}
