package io.lyceum.packages;

import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Removes the files of packages that nobody needs: uploads that were never confirmed, packages that
 * others have replaced once their last run is over, and those of activities that are gone.
 */
@ApplicationScoped
public class RemoveOldPackages implements Chore {

    private final Packages packages;
    private final Launches launches;
    private final FileStore store;
    private final CurrentSchool school;
    private final Duration keepWaiting;
    private final Duration grace;

    protected RemoveOldPackages() {
        this(null, null, null, null, Duration.ZERO, Duration.ZERO);
    }

    @Inject
    RemoveOldPackages(
            Packages packages,
            Launches launches,
            FileStore store,
            CurrentSchool school,
            @ConfigProperty(name = "lyceum.packages.keep-waiting", defaultValue = "P1D")
                    Duration keepWaiting,
            @ConfigProperty(name = "lyceum.packages.keep-replaced", defaultValue = "PT1H")
                    Duration grace) {
        this.packages = packages;
        this.launches = launches;
        this.store = store;
        this.school = school;
        this.keepWaiting = keepWaiting;
        this.grace = grace;
    }

    @Override
    public void forSchool(Instant now) {
        launches.forgetExpired(now);
        packages.retireForgotten(now.minus(keepWaiting));
        // Somebody may be opening the package in the moment in which it is replaced.
        Instant retiredLongAgo = now.minus(grace);
        List<Packages.Retired> removable = packages.removable(retiredLongAgo);
        while (!removable.isEmpty()) {
            for (Packages.Retired one : removable) {
                remove(one);
            }
            removable = packages.removable(retiredLongAgo);
        }
    }

    /** First the bytes: after a crash in between the row still leads here. */
    private void remove(Packages.Retired one) {
        try {
            store.delete(school.id(), one.bundle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packages.forget(one.id());
    }
}
