package io.lyceum.shared.files;

import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Deletes what the store holds of a school, whether a row names it or not. */
@ApplicationScoped
class EraseFiles implements ErasureStep {

    private static final int PORTION = 500;

    private final FileStore store;
    private final Erasures erasures;

    protected EraseFiles() {
        this(null, null);
    }

    @Inject
    EraseFiles(FileStore store, Erasures erasures) {
        this.store = store;
        this.erasures = erasures;
    }

    @Override
    public String key() {
        return "files";
    }

    @Override
    public int position() {
        return 30;
    }

    @Override
    public Progress run(School school) {
        try {
            int deleted = store.deleteSome(school.id(), PORTION);
            if (deleted == 0) {
                return Progress.DONE;
            }
            erasures.count(school.id(), this, "files", deleted);
            return Progress.MORE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
