package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A payment of a subscription has failed; it is tried again. */
@Event.Type(name = "subscription.past_due", open = true)
public record SubscriptionPastDue(UUID subscription, UUID person, UUID offer) implements Event {}
