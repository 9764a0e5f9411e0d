package io.lyceum.integrations.internal;

import io.lyceum.shared.camel.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/** Sends what comes in along its route. */
@ApplicationScoped
public class InboundDoor {

    private final Routes routes;

    protected InboundDoor() {
        this(null);
    }

    @Inject
    InboundDoor(Routes routes) {
        this.routes = routes;
    }

    /** Answers whether the message is new. */
    public boolean enter(UUID webhook, UnaryOperator<String> header, byte[] body) {
        Exchange exchange =
                routes.send(
                                InboundRoute.ENTRANCE,
                                e ->
                                        e.getMessage()
                                                .setBody(
                                                        new InboundRoute.Arrived(
                                                                webhook, header, body)))
                        .join();
        Exception failure = exchange.getException();
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException(
                    "a message did not reach the end of its route", failure);
        }
        return exchange.getMessage().getBody(Boolean.class);
    }
}
