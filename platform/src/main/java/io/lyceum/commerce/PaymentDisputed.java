package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** The bank of whoever paid disputes a payment. */
@Event.Type(name = "payment.disputed", open = true)
public record PaymentDisputed(UUID order, UUID dispute) implements Event {}
