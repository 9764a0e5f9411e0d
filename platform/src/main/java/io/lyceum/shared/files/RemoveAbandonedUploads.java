package io.lyceum.shared.files;

import io.lyceum.shared.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Removes what uploads left on this node that a crash cut off. */
@ApplicationScoped
public class RemoveAbandonedUploads implements Chore {

    /** No upload takes so long. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final FileStore store;

    protected RemoveAbandonedUploads() {
        this(null);
    }

    @Inject
    RemoveAbandonedUploads(FileStore store) {
        this.store = store;
    }

    @Override
    public void onThisNode(Instant now) {
        try {
            store.removeAbandonedUploads(now.minus(ABANDONED_AFTER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
