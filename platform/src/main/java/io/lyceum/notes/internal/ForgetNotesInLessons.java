package io.lyceum.notes.internal;

import io.lyceum.catalog.LessonsForgotten;
import io.lyceum.notes.Notes;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Removes what learners have of their own in lessons that are gone for good. */
@ApplicationScoped
public class ForgetNotesInLessons implements EventListener.InTransaction<LessonsForgotten> {

    @Inject Notes notes;

    @Override
    public Class<LessonsForgotten> event() {
        return LessonsForgotten.class;
    }

    @Override
    public void on(UUID id, LessonsForgotten event) {
        notes.forgetLessons(event.lessons());
    }
}
