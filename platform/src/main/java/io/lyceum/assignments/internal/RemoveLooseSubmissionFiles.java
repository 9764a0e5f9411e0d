package io.lyceum.assignments.internal;

import io.lyceum.assignments.SubmissionFiles;
import io.lyceum.shared.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes files that were begun and never handed in, taken out, or whose learner is gone. */
@ApplicationScoped
class RemoveLooseSubmissionFiles implements Chore {

    /** Who was cut off on Friday goes on on Monday. */
    private static final Duration KEPT = Duration.ofDays(7);

    @Inject SubmissionFiles files;

    @Override
    public void forSchool(Instant now) {
        files.removeLoose(now.minus(KEPT));
    }
}
