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
                        delete from lesson_progress p
                        where p.tenant_id = :tenant
                          and p.lesson_id = any(:lessons)
                          and not exists (
                            select 1 from lesson l where l.tenant_id = :tenant and l.id = p.lesson_id)
                        """)
                .set("lessons", event.lessons().toArray(UUID[]::new))
                .run();
    }
}
