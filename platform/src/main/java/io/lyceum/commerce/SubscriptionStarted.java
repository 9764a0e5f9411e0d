package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody has subscribed to an offer, or begun to try it. */
@Event.Type(name = "subscription.started", open = true)
public record SubscriptionStarted(UUID subscription, UUID person, UUID offer) implements Event {}
