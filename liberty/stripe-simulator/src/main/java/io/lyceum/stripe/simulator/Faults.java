package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The faults that a test ordered: each for requests of a pattern and so many times. */
final class Faults {

    enum Kind {
        /** The connection ends without an answer, and nothing happened. */
        REFUSE,
        /** Everything is done, and then the connection ends without an answer. */
        DROP_ANSWER,
        /** An error instead of doing anything. */
        STATUS,
        /** Everything is done after a while. */
        DELAY
    }

    record Fault(Kind kind, Pattern path, int status, long millis) {}

    private static final class Order {
        final Fault fault;
        long left;

        Order(Fault fault, long left) {
            this.fault = fault;
            this.left = left;
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** Orders a fault: {kind, path, times, status, millis}. */
    synchronized void add(ObjectNode order) {
        Kind kind =
                Kind.valueOf(Json.text(order, "kind", "status").toUpperCase(java.util.Locale.ROOT));
        orders.add(
                new Order(
                        new Fault(
                                kind,
                                Pattern.compile(Json.text(order, "path", ".*")),
                                (int) order.path("status").asLong(500),
                                order.path("millis").asLong(1_000)),
                        order.path("times").asLong(1)));
    }

    /** Takes the first fault that is ordered for a request: "POST /v1/charges". */
    synchronized Optional<Fault> take(String request) {
        for (Order order : orders) {
            if (order.left > 0 && order.fault.path().matcher(request).find()) {
                order.left--;
                return Optional.of(order.fault);
            }
        }
        return Optional.empty();
    }

    synchronized void clear() {
        orders.clear();
    }
}
