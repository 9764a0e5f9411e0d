package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

final class Invoices {
    Invoices(Routes routes, Renderer renderer, Timers timers, Pages pages) {}

    void outcome(Scope scope, ObjectNode invoice, ObjectNode intent, boolean paid) {}

    ObjectNode ofSession(Scope scope, ObjectNode session) {
        throw new IllegalStateException();
    }
}
