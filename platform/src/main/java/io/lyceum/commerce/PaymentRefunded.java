package io.lyceum.commerce;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money went back to whoever bought something, all of it or a part.
 *
 * @param course that was bought; nothing if it was an offer
 * @param offer that was bought; nothing if it was a course
 */
@Event.Type(name = "payment.refunded", open = true)
public record PaymentRefunded(UUID order, UUID person, @Nullable UUID course, @Nullable UUID offer)
        implements Event {

    /** Tells it of an order. */
    public static PaymentRefunded of(Order order, UUID person) {
        return new PaymentRefunded(
                order.id(),
                person,
                order.course().map(course -> course.value()).orElse(null),
                order.offer().map(offer -> offer.value()).orElse(null));
    }
}
