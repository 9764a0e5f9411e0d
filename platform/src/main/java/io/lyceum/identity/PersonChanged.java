package io.lyceum.identity;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A person's role or access changed; their realm account must follow. */
@Event.Type(name = "person.changed", open = true)
public record PersonChanged(UUID person) implements Event {}
