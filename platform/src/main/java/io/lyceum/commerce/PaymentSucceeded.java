package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody paid: for a course, for an offer, or once more for a subscription.
 *
 * @param course that was bought; nothing if it was an offer
 * @param offer that was bought; nothing if it was a course
 */
@Event.Type(name = "payment.succeeded", open = true)
public record PaymentSucceeded(UUID order, UUID person, @Nullable UUID course, @Nullable UUID offer)
        implements Event {

    /** Tells it of an order. */
    public static PaymentSucceeded of(Order order, UUID person) {
        return new PaymentSucceeded(
                order.id(),
                person,
                order.course().map(course -> course.value()).orElse(null),
                order.offer().map(offer -> offer.value()).orElse(null));
    }
}
