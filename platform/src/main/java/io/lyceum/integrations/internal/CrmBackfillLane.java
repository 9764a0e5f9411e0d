package io.lyceum.integrations.internal;

import io.lyceum.integrations.CrmBackfill;
import io.lyceum.integrations.CrmBackfills;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmConnections;
import io.lyceum.integrations.internal.CrmWriter.Written;
import io.lyceum.learning.EnrolmentId;
import io.lyceum.shared.outbox.DueSchools;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes everybody to a CRM, one after the other, and notes how far it is: a node that stops leaves
 * the rest to the next one. What the CRM refuses is counted; while it cannot be reached, it waits.
 */
@ApplicationScoped
public class CrmBackfillLane implements Lane {

    public static final String LANE = "CRM_BACKFILL";

    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int PORTION = 10;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    private final CrmBackfills backfills;
    private final CrmConnections connections;
    private final CrmFacts facts;
    private final CrmWriter writer;
    private final DueSchools due;
    private final Transactions transactions;
    private final Clock clock;

    protected CrmBackfillLane() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    CrmBackfillLane(
            CrmBackfills backfills,
            CrmConnections connections,
            CrmFacts facts,
            CrmWriter writer,
            DueSchools due,
            Transactions transactions,
            Clock clock) {
        this.backfills = backfills;
        this.connections = connections;
        this.facts = facts;
        this.writer = writer;
        this.due = due;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String lane() {
        return LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        boolean more = false;
        for (CrmBackfill backfill : transactions.call(backfills::running)) {
            more |= portion(backfill, turn);
        }
        return more;
    }

    /** Answers whether there may be more of it now. */
    private boolean portion(CrmBackfill backfill, Turn turn) {
        CrmConnection crm = transactions.call(() -> connections.byId(backfill.connection()));
        if (!crm.active()) {
            later();
            return false;
        }
        String secret = transactions.call(() -> connections.secret(crm.id()));
        List<EnrolmentId> next = transactions.call(() -> backfills.next(backfill, PORTION));
        for (EnrolmentId enrolment : next) {
            if (turn.over()) {
                return true;
            }
            Written written =
                    writer.write(crm, secret, transactions.call(() -> facts.of(enrolment)));
            Instant at = written.attempted().at();
            boolean settled = written.done() || written.refused();
            transactions.run(
                    () -> {
                        connections.note(crm.id(), at, settled ? "" : written.attempted().error());
                        if (settled) {
                            backfills.advance(backfill, enrolment, written.attempted().error());
                        }
                    });
            if (!settled) {
                later();
                return false;
            }
        }
        if (next.isEmpty()) {
            transactions.run(() -> backfills.finish(backfill));
        }
        return !next.isEmpty();
    }

    private void later() {
        transactions.run(() -> due.signal(LANE, clock.instant().plus(AFTER_TROUBLE)));
    }
}
