package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportDue;
import io.lyceum.catalog.ImportId;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Goes on with an import that has work to do. */
@ApplicationScoped
public class ContinueImport implements EventListener.Outbound<ImportDue> {

    private final ImportWork work;

    protected ContinueImport() {
        this(null);
    }

    @Inject
    ContinueImport(ImportWork work) {
        this.work = work;
    }

    @Override
    public Class<ImportDue> event() {
        return ImportDue.class;
    }

    @Override
    public void on(UUID id, ImportDue event) {
        work.work(new ImportId(event.importId()));
    }
}
