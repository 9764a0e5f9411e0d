package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody paid for a course. */
@Event.Type(name = "payment.succeeded", open = true)
public record PaymentSucceeded(UUID order, UUID person, UUID course) implements Event {}
