package io.lyceum.integrations;

import io.lyceum.integrations.internal.CrmPreview;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Shows what writing to a CRM would change, and so whether it works. */
@ApplicationScoped
public class CrmTrials {

    private final CrmPreview preview;

    protected CrmTrials() {
        this(null);
    }

    @Inject
    CrmTrials(CrmPreview preview) {
        this.preview = preview;
    }

    /**
     * What writing some learners would change.
     *
     * @param learners how many were asked about
     * @param error why it could not be told; empty if it could
     */
    public record Preview(int learners, List<CrmChange> changes, String error) {}

    /**
     * Reads what the CRM has of the learners who were active last. Changes nothing there. Call it
     * outside of transactions.
     *
     * @throws Problem NOT_FOUND
     */
    public Preview preview(UUID crm) {
        return preview.of(crm);
    }
}
