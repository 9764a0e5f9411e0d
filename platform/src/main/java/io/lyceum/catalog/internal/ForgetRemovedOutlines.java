package io.lyceum.catalog.internal;

import io.lyceum.catalog.LessonsForgotten;
import io.lyceum.catalog.Outlines;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Ends the time in which removed modules and lessons can be brought back. */
@ApplicationScoped
public class ForgetRemovedOutlines implements Chore {

    @Inject Transactions transactions;
    @Inject RemovedOutlines removed;
    @Inject LessonHistory history;
    @Inject Outbox outbox;

    @Override
    public void forSchool(Instant now) {
        transactions.run(
                () -> {
                    List<UUID> lessons =
                            removed.forgetRemovedBefore(now.minus(Outlines.KEEP_REMOVED));
                    if (!lessons.isEmpty()) {
                        history.forget(lessons);
                        outbox.publish(new LessonsForgotten(lessons));
                    }
                });
    }
}
