package io.lyceum.learning;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A learner marked a lesson as complete for the first time. */
@Event.Type(name = "lesson.completed", open = true)
public record LessonCompleted(UUID enrolment, UUID person, UUID course, UUID lesson, int percent)
        implements Event {}
