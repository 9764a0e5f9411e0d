package io.lyceum.shared.outbox;

import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells listeners what goes to many: nobody waits for it, and it keeps nobody waiting. */
@ApplicationScoped
class BulkDispatcher extends ListenerLane {

    static final String LANE = "BULK";

    protected BulkDispatcher() {
        this(null, null, null, null);
    }

    @Inject
    BulkDispatcher(
            Deliveries deliveries,
            Transactions transactions,
            Clock clock,
            @Any Instance<EventListener<?>> listeners) {
        super(LANE, deliveries, transactions, clock, listeners);
    }
}
