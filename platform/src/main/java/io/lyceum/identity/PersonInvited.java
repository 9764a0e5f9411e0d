package io.lyceum.identity;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody is to be asked to join, or asked again. */
@Event.Type(name = "person.invited")
public record PersonInvited(UUID invitation) implements Event {}
