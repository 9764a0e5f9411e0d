package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Lets courses go live at the moment that was chosen. What is not ready then is looked at again
 * from time to time.
 */
@ApplicationScoped
public class PublishDueCourses implements Lane, Chore {

    private static final int SCHOOLS_AT_ONCE = 2;

    @Inject Courses courses;
    @Inject Transactions transactions;

    @Override
    public String lane() {
        return Courses.PUBLISH_LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        publish();
        return false;
    }

    @Override
    public void forSchool(Instant now) {
        publish();
    }

    private void publish() {
        List<CourseId> due = transactions.call(courses::due);
        for (CourseId course : due) {
            transactions.run(() -> courses.publishWhenDue(course));
        }
    }
}
