package io.lyceum.catalog;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** An import has work to do in the background. */
@Event.Type(name = "import.due")
public record ImportDue(UUID importId) implements Event {}
