package io.lyceum.commerce;

import io.lyceum.commerce.internal.ReconciliationRows;
import io.lyceum.commerce.internal.Reconciling;
import io.lyceum.shared.Cursor;
import io.lyceum.shared.Slice;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Comparisons of Stripe with the books, for the platform. Call it outside of transactions. */
@ApplicationScoped
public class Reconciliations {

    private final Reconciling reconciling;
    private final ReconciliationRows rows;
    private final Transactions transactions;

    protected Reconciliations() {
        this(null, null, null);
    }

    @Inject
    Reconciliations(Reconciling reconciling, ReconciliationRows rows, Transactions transactions) {
        this.reconciling = reconciling;
        this.rows = rows;
        this.transactions = transactions;
    }

    /**
     * Begins to compare, in the background; goes on with the one that is under way.
     *
     * @throws Problem PAYMENTS_OFF
     */
    public Reconciliation begin() {
        return reconciling.begin();
    }

    /** Lists comparisons, the latest first. */
    public Slice<Reconciliation> list(Optional<String> cursor, int limit) {
        return Slice.of(
                transactions.call(() -> rows.list(cursor, limit + 1)),
                limit,
                last -> Cursor.after(last.startedAt(), last.id()));
    }

    /**
     * Reads a comparison with what it found.
     *
     * @throws Problem NOT_FOUND
     */
    public Reconciliation.Report report(UUID id) {
        return transactions.call(
                () ->
                        rows.find(id)
                                .map(
                                        run ->
                                                new Reconciliation.Report(
                                                        run, rows.sums(id), rows.findings(id)))
                                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND)));
    }
}
