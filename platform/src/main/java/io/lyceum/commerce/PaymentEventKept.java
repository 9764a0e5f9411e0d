package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Stripe has told something about an order. */
@Event.Type(name = "payment.event_kept")
public record PaymentEventKept(UUID event, UUID order) implements Event {}
