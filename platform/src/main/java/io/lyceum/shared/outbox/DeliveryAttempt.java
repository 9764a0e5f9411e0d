package io.lyceum.shared.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to make a delivery.
 *
 * @param number counted since the delivery was last put in line, from 1
 * @param millis how long it took
 * @param status what the other system answered, in the terms of its protocol; nothing when it did
 *     not answer
 * @param error why it failed; empty when it did not
 * @param answer the beginning of what the other system said, without addresses of people
 */
public record DeliveryAttempt(
        int number,
        Instant at,
        int millis,
        boolean delivered,
        Optional<Integer> status,
        String error,
        String answer) {}
