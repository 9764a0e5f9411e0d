package io.lyceum.learning.internal;

import io.lyceum.catalog.LessonsForgotten;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Removes what learners have done in lessons that are gone for good. */
@ApplicationScoped
public class ForgetProgressInLessons implements EventListener.InTransaction<LessonsForgotten> {

    @Inject Sql sql;

    @Override
    public Class<LessonsForgotten> event() {
        return LessonsForgotten.class;
    }

    @Override
    public void on(UUID id, LessonsForgotten event) {
        sql.update(
                        """
                        delete from lesson_progress
                        where tenant_id = :tenant and lesson_id = any(:lessons)
                        """)
                .set("lessons", event.lessons().toArray(UUID[]::new))
                .run();
    }
}
