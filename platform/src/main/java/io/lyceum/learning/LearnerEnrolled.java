package io.lyceum.learning;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** Somebody enrolled in a course. */
@Event.Type(name = "enrolment.created", open = true)
public record LearnerEnrolled(UUID enrolment, UUID person, UUID course) implements Event {}
