package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * A payout has arrived at a bank.
 *
 * @param account the school's or a teacher's, as Lyceum numbers them
 */
@Event.Type(name = "payout.paid", open = true)
public record PayoutPaid(UUID payout, UUID account) implements Event {}
