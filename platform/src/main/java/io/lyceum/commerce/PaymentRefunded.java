package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Money went back to whoever bought a course, all of it or a part. */
@Event.Type(name = "payment.refunded", open = true)
public record PaymentRefunded(UUID order, UUID person, UUID course) implements Event {}
