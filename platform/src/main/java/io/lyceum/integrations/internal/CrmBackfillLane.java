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
import java.util.List;
import java.util.Optional;

/**
 * Writes everybody to a CRM, one after the other, and notes how far it is: a node that stops leaves
 * the rest to the next one. What the CRM refuses is counted; while it cannot be reached, it waits,
 * but not for ever for a single one.
 */
@ApplicationScoped
public class CrmBackfillLane implements Lane {

    public static final String LANE = "CRM_BACKFILL";

    private static final int SCHOOLS_AT_ONCE = 4;
    private static final int PORTION = 10;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    /** Longer than one enrolment may take. */
    private static final Duration LEASE = Duration.ofMinutes(3);

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
        Optional<CrmBackfill> taken = transactions.call(() -> backfills.takeOn(LEASE));
        taken.ifPresent(backfill -> write(backfill, turn));
        return taken.isPresent() && !turn.over();
    }

    private void write(CrmBackfill backfill, Turn turn) {
        CrmConnection crm = transactions.call(() -> connections.byId(backfill.connection()));
        if (!crm.active()) {
            later(backfill, AFTER_TROUBLE);
            return;
        }
        String secret = transactions.call(() -> connections.secret(crm.id()));
        List<EnrolmentId> next = transactions.call(() -> backfills.next(backfill, PORTION));
        Optional<EnrolmentId> last = backfill.last();
        for (EnrolmentId enrolment : next) {
            if (turn.over()) {
                later(backfill, Duration.ZERO);
                return;
            }
            Optional<Written> written =
                    writer.write(crm, secret, () -> transactions.call(() -> facts.of(enrolment)));
            Optional<EnrolmentId> before = last;
            if (!transactions.call(() -> settle(backfill, crm, before, enrolment, written))) {
                return;
            }
            last = Optional.of(enrolment);
        }
        if (next.isEmpty()) {
            transactions.run(() -> backfills.finish(backfill));
        } else {
            later(backfill, Duration.ZERO);
        }
    }

    /** Answers whether the next one may follow. */
    private boolean settle(
            CrmBackfill backfill,
            CrmConnection crm,
            Optional<EnrolmentId> last,
            EnrolmentId enrolment,
            Optional<Written> written) {
        String error = written.map(w -> w.attempted().error()).orElse("");
        boolean refused = written.filter(Written::refused).isPresent();
        if (written.isPresent() && !refused) {
            connections.note(crm.id(), written.get().attempted().at(), error);
        }
        // One alone must not be in the way of all that follow for ever.
        if (error.isEmpty() || refused || backfills.failed(backfill, error) >= MOST_ATTEMPTS) {
            return backfills.advance(backfill, last, enrolment, error, LEASE);
        }
        Duration pause = written.get().attempted().pause();
        put(backfill, pause.compareTo(AFTER_TROUBLE) > 0 ? pause : AFTER_TROUBLE);
        return false;
    }

    private void later(CrmBackfill backfill, Duration wait) {
        transactions.run(() -> put(backfill, wait));
    }

    private void put(CrmBackfill backfill, Duration wait) {
        backfills.leave(backfill, wait);
        due.signal(LANE, clock.instant().plus(wait));
    }
}
