package io.lyceum.identity;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody signed in at a school for the first time. */
@Event.Type(name = "person.joined", open = true)
public record PersonJoined(UUID person, Role role) implements Event {}
