package io.lyceum.admin.deliveries;

import io.lyceum.admin.shell.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One delivery, and what each attempt to make it came to.
 *
 * @param event name of the event's type
 * @param next when it is tried next
 * @param ended when it was made, given up or cancelled
 * @param sent what goes to another system
 * @param resend where a POST has it made again
 * @param cancel where a POST has it not made
 */
public record DeliveryView(
        Badge state,
        String what,
        Optional<String> subscriber,
        String event,
        String tries,
        String error,
        Instant created,
        Optional<Instant> next,
        Optional<Instant> ended,
        Optional<Sent> sent,
        List<AttemptRow> attempts,
        Optional<String> resend,
        Optional<String> cancel) {

    /**
     * What goes to another system.
     *
     * @param id the message's id, the same in each attempt
     * @param body JSON with line breaks
     */
    public record Sent(String id, String url, String body) {}
}
