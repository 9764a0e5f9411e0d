package io.lyceum.assignments;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * A learner handed something in.
 *
 * @param attempt from 1
 * @param daysLate 0 for in time
 */
@Event.Type(name = "submission.submitted", open = true)
public record SubmissionSubmitted(
        UUID submission, UUID person, UUID course, UUID activity, int attempt, int daysLate)
        implements Event {}
