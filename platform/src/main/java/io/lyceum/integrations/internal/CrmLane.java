package io.lyceum.integrations.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.catalog.CourseId;
import io.lyceum.identity.PersonId;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmConnections;
import io.lyceum.integrations.internal.CrmFacts.Facts;
import io.lyceum.integrations.internal.CrmWriter.Written;
import io.lyceum.shared.outbox.Deliveries;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.outbox.LeasedDelivery;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells CRMs of learners, in the order of what happened to each. It is told how things stand when
 * it is told: what came twice, or late, changes nothing.
 */
@ApplicationScoped
public class CrmLane implements Lane {

    public static final String LANE = "CRM";

    private static final int SCHOOLS_AT_ONCE = 8;
    private static final int BATCH = 20;
    private static final int MOST_ATTEMPTS = 60;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Longer than the requests about one learner may take. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Duration PAUSED = Duration.ofHours(1);

    /** How long a CRM that is in trouble, and has not said for how long, is left alone. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Deliveries deliveries;
    private final CrmConnections connections;
    private final CrmFacts facts;
    private final CrmWriter writer;
    private final Transactions transactions;
    private final Clock clock;

    /** Until when each CRM is left alone. */
    private final Map<UUID, Instant> resting = new ConcurrentHashMap<>();

    protected CrmLane() {
        this(null, null, null, null, null, null);
    }

    @Inject
    CrmLane(
            Deliveries deliveries,
            CrmConnections connections,
            CrmFacts facts,
            CrmWriter writer,
            Transactions transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.connections = connections;
        this.facts = facts;
        this.writer = writer;
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

    /** What is to be told, and to whom. */
    private record Task(CrmConnection crm, String secret) {}

    @Override
    public boolean portion(Turn turn) {
        List<LeasedDelivery> leases = transactions.call(() -> deliveries.lease(LANE, BATCH, LEASE));
        for (int i = 0; i < leases.size(); i++) {
            LeasedDelivery lease = leases.get(i);
            if (turn.over() || !lease.allows(LONGEST, clock.instant())) {
                List<LeasedDelivery> rest = leases.subList(i, leases.size());
                transactions.run(() -> deliveries.giveBack(rest, LANE));
                return true;
            }
            tell(lease);
        }
        return !leases.isEmpty();
    }

    private void tell(LeasedDelivery lease) {
        Optional<Task> found = transactions.call(() -> task(lease));
        if (found.isEmpty()) {
            transactions.run(() -> deliveries.park(lease, "the CRM was removed"));
            return;
        }
        CrmConnection crm = found.get().crm();
        Duration rest =
                Duration.between(clock.instant(), resting.getOrDefault(crm.id(), Instant.EPOCH));
        if (!crm.active()) {
            put(lease, PAUSED, "the CRM is paused");
        } else if (!rest.isNegative() && !rest.isZero()) {
            put(lease, rest, "the CRM rests");
        } else {
            Optional<Written> written =
                    writer.write(
                            crm, found.get().secret(), () -> transactions.call(() -> facts(lease)));
            transactions.run(() -> note(lease, crm, written));
        }
    }

    private Optional<Task> task(LeasedDelivery lease) {
        return CrmConnection.idOf(lease.listener())
                .flatMap(connections::find)
                .map(crm -> new Task(crm, connections.secret(crm.id())));
    }

    private Optional<Facts> facts(LeasedDelivery lease) {
        return id(lease, "person")
                .flatMap(
                        person ->
                                facts.of(
                                        new PersonId(person),
                                        id(lease, "course").map(CourseId::new)));
    }

    private static Optional<UUID> id(LeasedDelivery lease, String field) {
        JsonNode id = lease.payload().path(field);
        return id.isTextual() ? Optional.of(UUID.fromString(id.asText())) : Optional.empty();
    }

    private void put(LeasedDelivery lease, Duration wait, String why) {
        transactions.run(() -> deliveries.postpone(List.of(lease), LANE, wait, why, false));
    }

    /** Of whom there is nothing to tell any more nobody is told. */
    private void note(LeasedDelivery lease, CrmConnection crm, Optional<Written> written) {
        if (written.isEmpty()) {
            deliveries.done(lease);
            return;
        }
        Attempted attempted = written.get().attempted();
        deliveries.note(Map.of(lease, attempted.noted(lease.attempt())));
        if (written.get().done()) {
            connections.note(crm.id(), attempted.at(), "");
            deliveries.done(lease);
        } else if (written.get().refused()) {
            deliveries.park(lease, attempted.error());
        } else {
            connections.note(crm.id(), attempted.at(), attempted.error());
            Duration pause = attempted.pause();
            resting.values().removeIf(clock.instant()::isAfter);
            resting.put(crm.id(), clock.instant().plus(pause.isZero() ? AFTER_TROUBLE : pause));
            deliveries.failed(lease, LANE, attempted.error(), MOST_ATTEMPTS);
        }
    }
}
