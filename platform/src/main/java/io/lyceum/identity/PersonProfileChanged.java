package io.lyceum.identity;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A person's name, mail address or language changed. */
@Event.Type(name = "person.profile_changed", open = true)
public record PersonProfileChanged(UUID person) implements Event {}
