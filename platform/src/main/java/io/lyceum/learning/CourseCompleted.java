package io.lyceum.learning;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A learner completed the last open lesson of a course. */
@Event.Type(name = "course.completed", open = true)
public record CourseCompleted(UUID enrolment, UUID person, UUID course) implements Event {}
