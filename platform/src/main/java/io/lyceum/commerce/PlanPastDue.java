package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A payment of a school for its plan has failed. */
@Event.Type(name = "plan.past_due")
public record PlanPastDue(UUID subscription) implements Event {}
