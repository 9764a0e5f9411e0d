package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wanted to buy was not paid for in the end.
 *
 * @param course that was bought; nothing if it was an offer
 * @param offer that was bought; nothing if it was a course
 */
@Event.Type(name = "payment.failed", open = true)
public record PaymentFailed(UUID order, UUID person, @Nullable UUID course, @Nullable UUID offer)
        implements Event {

    /** Tells it of an order. */
    public static PaymentFailed of(Order order, UUID person) {
        return new PaymentFailed(
                order.id(),
                person,
                order.course().map(course -> course.value()).orElse(null),
                order.offer().map(offer -> offer.value()).orElse(null));
    }
}
