package io.lyceum.activities.internal;

import io.lyceum.catalog.LessonsForgotten;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Removes the activities of lessons that are gone for good, with what was reached in them. */
@ApplicationScoped
class ForgetActivitiesOfLessons implements EventListener.InTransaction<LessonsForgotten> {

    @Inject Sql sql;

    @Override
    public Class<LessonsForgotten> event() {
        return LessonsForgotten.class;
    }

    @Override
    public void on(UUID id, LessonsForgotten event) {
        sql.update(
                        """
                        delete from activity
                        where tenant_id = :tenant and lesson_id = any(:lessons)
                        """)
                .set("lessons", event.lessons().toArray(UUID[]::new))
                .run();
    }
}
