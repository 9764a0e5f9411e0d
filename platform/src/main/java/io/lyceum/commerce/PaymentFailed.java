package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A course was not paid for in the end. */
@Event.Type(name = "payment.failed", open = true)
public record PaymentFailed(UUID order, UUID person, UUID course) implements Event {}
