package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A subscription is over. */
@Event.Type(name = "subscription.ended", open = true)
public record SubscriptionEnded(UUID subscription, UUID person, UUID offer) implements Event {}
