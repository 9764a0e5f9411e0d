package io.lyceum.assignments;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/**
 * A learner got something back, marked.
 *
 * @param percent of the points, after anything was taken off for being late
 * @param again whether the teacher asks for another attempt
 */
@Event.Type(name = "submission.returned", open = true)
public record SubmissionReturned(
        UUID submission,
        UUID person,
        UUID course,
        UUID activity,
        int attempt,
        int percent,
        boolean again)
        implements Event {}
