package io.lyceum.commerce;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An invitation to take one of the seats that an order has paid for others.
 *
 * @param email nothing once it is withdrawn, or the person was erased
 * @param code which is good for this seat alone
 * @param language of the mail
 * @param sent how often the mail was asked for
 */
public record SeatInvitation(
        UUID id,
        UUID order,
        CouponId coupon,
        Optional<String> email,
        String code,
        Status status,
        Locale language,
        int sent,
        Instant createdAt) {

    /** How it stands. */
    public enum Status {
        OPEN,
        /** Somebody has the seat. */
        TAKEN,
        /** The buyer has it back, or the order was paid back. */
        WITHDRAWN
    }
}
