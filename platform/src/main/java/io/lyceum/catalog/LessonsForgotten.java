package io.lyceum.catalog;

import io.lyceum.shared.outbox.Event;
import java.util.List;
import java.util.UUID;

/** Lessons that were removed cannot be brought back any more. */
@Event.Type(name = "lessons.forgotten")
public record LessonsForgotten(List<UUID> lessons) implements Event {

    public LessonsForgotten {
        lessons = List.copyOf(lessons);
    }
}
