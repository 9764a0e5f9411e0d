package io.lyceum.commerce;

import java.time.Instant;
import java.util.UUID;

/**
 * A payment of a school for its plan.
 *
 * @param number of the platform's invoice, as Stripe has given it
 * @param amountMinor with taxes, in minor units of the currency
 */
public record PlanPayment(
        UUID id,
        UUID plan,
        String invoice,
        String number,
        String currency,
        long amountMinor,
        Instant paidAt) {}
