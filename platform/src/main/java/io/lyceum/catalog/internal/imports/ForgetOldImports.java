package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CourseImport;
import io.lyceum.catalog.ImportId;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives up imports that nobody went on with, with their uploaded files, and later forgets the
 * reports of all that have ended. Courses that came in stay.
 */
@ApplicationScoped
public class ForgetOldImports implements Chore {

    private final Transactions transactions;
    private final ImportRecords records;
    private final ImportWork work;
    private final ImportWorkspace workspace;
    private final Audit audit;
    private final Duration keepWaiting;
    private final Duration keepReports;

    protected ForgetOldImports() {
        this(null, null, null, null, null, Duration.ZERO, Duration.ZERO);
    }

    @Inject
    ForgetOldImports(
            Transactions transactions,
            ImportRecords records,
            ImportWork work,
            ImportWorkspace workspace,
            Audit audit,
            @ConfigProperty(name = "lyceum.imports.keep-waiting", defaultValue = "P7D")
                    Duration keepWaiting,
            @ConfigProperty(name = "lyceum.imports.keep-reports", defaultValue = "P30D")
                    Duration keepReports) {
        this.transactions = transactions;
        this.records = records;
        this.work = work;
        this.workspace = workspace;
        this.audit = audit;
        this.keepWaiting = keepWaiting;
        this.keepReports = keepReports;
    }

    @Override
    public void forSchool(Instant now) {
        Instant waitedLongEnough = now.minus(keepWaiting);
        List<ImportId> untouched =
                transactions.call(() -> records.unfinishedSince(waitedLongEnough));
        for (ImportId id : untouched) {
            giveUp(id, waitedLongEnough).ifPresent(work::forget);
        }
        Instant keptLongEnough = now.minus(keepReports);
        boolean more = true;
        while (more) {
            more = transactions.call(() -> records.forgetOneFinishedBefore(keptLongEnough));
        }
        workspace.forgetOldFolders();
    }

    private Optional<ImportRow> giveUp(ImportId id, Instant untouchedSince) {
        return transactions.call(
                () -> {
                    records.lock(id);
                    if (!records.unfinishedSince(untouchedSince).contains(id)) {
                        return Optional.empty();
                    }
                    records.finish(id, CourseImport.Status.CANCELLED);
                    audit.record("import.expired", "import", id, Map.of());
                    return Optional.of(records.find(id));
                });
    }
}
