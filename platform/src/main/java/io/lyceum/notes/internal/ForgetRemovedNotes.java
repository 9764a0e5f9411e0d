package io.lyceum.notes.internal;

import io.lyceum.notes.Notes;
import io.lyceum.shared.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes notes for good that were removed and not brought back. */
@ApplicationScoped
public class ForgetRemovedNotes implements Chore {

    private static final Duration LIFE = Duration.ofDays(1);

    @Inject Notes notes;

    @Override
    public void forSchool(Instant now) {
        notes.forgetRemovedBefore(now.minus(LIFE));
    }
}
