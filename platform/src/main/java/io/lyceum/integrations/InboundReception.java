package io.lyceum.integrations;

import io.lyceum.integrations.internal.InboundDoor;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where messages of other systems come in. Call it outside of transactions. */
@ApplicationScoped
public class InboundReception {

    private final InboundDoor door;

    protected InboundReception() {
        this(null);
    }

    @Inject
    InboundReception(InboundDoor door) {
        this.door = door;
    }

    /**
     * Takes in a message.
     *
     * @param header reads a header by its name; empty if there is none
     * @param body as it came
     * @return whether it is new; the same message again changes nothing
     * @throws Problem NOT_FOUND, NOT_PROVED, INBOUND_PAUSED, MALFORMED_BODY
     */
    public boolean receive(UUID webhook, UnaryOperator<String> header, byte[] body) {
        return door.enter(webhook, header, body);
    }
}
