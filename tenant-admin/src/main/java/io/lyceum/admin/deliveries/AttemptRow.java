package io.lyceum.admin.deliveries;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tone;
import io.lyceum.shared.outbox.DeliveryAttempt;
import java.time.Instant;

/**
 * One attempt to tell another system something.
 *
 * @param took in words
 * @param answer the beginning of what the other system said; may be empty
 */
public record AttemptRow(
        int number, Instant at, Badge outcome, String took, String error, String answer) {

    /** Puts what came of an attempt into the reader's language. */
    public static AttemptRow of(DeliveryAttempt attempt, Desk desk) {
        return of(
                attempt,
                attempt.status()
                        .map(String::valueOf)
                        .orElseGet(() -> desk.t("deliveries.attempt.unanswered")),
                desk);
    }

    /**
     * The same of a protocol whose answers are no numbers.
     *
     * @param outcome in a word
     */
    public static AttemptRow of(DeliveryAttempt attempt, String outcome, Desk desk) {
        return new AttemptRow(
                attempt.number(),
                attempt.at(),
                new Badge(attempt.delivered() ? Tone.POSITIVE : Tone.CRITICAL, outcome),
                desk.t("deliveries.attempt.took", "millis", attempt.millis()),
                attempt.error(),
                attempt.answer());
    }
}
