package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

final class Subscriptions {
    static final Set<String> LIVE =
            Set.of("trialing", "active", "past_due", "unpaid", "incomplete", "paused");

    Subscriptions(Routes routes, Renderer renderer, Timers timers) {}

    void end(Scope scope, ObjectNode subscription, String reason) {}

    ObjectNode ofSession(
            Scope scope,
            ObjectNode session,
            ObjectNode method,
            List<ObjectNode> items,
            boolean authenticated) {
        throw new IllegalStateException();
    }
}
