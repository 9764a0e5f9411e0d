package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody is to be told that a seat was paid for them. */
@Event.Type(name = "seat.invited")
public record SeatInvited(UUID invitation) implements Event {}
