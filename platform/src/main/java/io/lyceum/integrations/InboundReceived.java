package io.lyceum.integrations;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Another system told the school something. */
@Event.Type(name = "inbound.received")
public record InboundReceived(UUID message) implements Event {}
