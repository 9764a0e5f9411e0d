package io.lyceum.shared.outbox;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells listeners what somebody may be waiting for. */
@ApplicationScoped
class OutboxDispatcher extends ListenerLane {

    static final String LANE = "OUTBOX";

    protected OutboxDispatcher() {
        this(null, null, null, null);
    }

    @Inject
    OutboxDispatcher(
            Deliveries deliveries,
            Transactions transactions,
            Clock clock,
            @Any Instance<EventListener<?>> listeners) {
        super(LANE, deliveries, transactions, clock, listeners);
    }
}
