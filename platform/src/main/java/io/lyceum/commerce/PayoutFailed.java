package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * A bank has sent a payout back; the money is at Stripe again.
 *
 * @param account the school's or a teacher's, as Lyceum numbers them
 */
@Event.Type(name = "payout.failed", open = true)
public record PayoutFailed(UUID payout, UUID account) implements Event {}
