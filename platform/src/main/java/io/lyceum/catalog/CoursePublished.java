package io.lyceum.catalog;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A course became visible to learners. */
@Event.Type(name = "course.published", open = true)
public record CoursePublished(UUID course) implements Event {}
