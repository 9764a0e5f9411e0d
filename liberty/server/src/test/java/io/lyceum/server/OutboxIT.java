package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Deliveries that go wrong, seen from the database: nothing is lost and nothing told twice. */
@Isolated
class OutboxIT {

    /** Any listener that acts inside the transaction and may be told twice. */
    private static final String KNOWN = "IssueCertificateOnCompletion";

    private final SampleSchool school = TwoSchools.ready().a;

    private record Delivery(String status, int attempts, String error) {}

    /** Leaves a delivery as a node would that died at a chosen moment. */
    private UUID plant(String listener, @Nullable Instant leasedUntil) throws SQLException {
        UUID event = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            run(
                    connection,
                    """
                    insert into outbox_event (tenant_id, id, type, type_version, payload, occurred_at)
                    select tenant_id, ?, type, type_version, payload, now()
                    from outbox_event
                    where tenant_id = ? and type = (
                      select e.type from outbox_event e
                      join outbox_delivery d on d.tenant_id = e.tenant_id and d.event_id = e.id
                      where e.tenant_id = ? and d.listener = ? limit 1)
                    limit 1
                    """,
                    event,
                    school.id,
                    school.id,
                    KNOWN);
            run(
                    connection,
                    """
                    insert into outbox_delivery
                        (tenant_id, id, event_id, listener, status, attempts, due_at, leased_until,
                         lease_holder, created_at)
                    values (?, ?, ?, ?, 'PENDING', ?, now(), ?, 'a node that died', now())
                    """,
                    school.id,
                    delivery,
                    event,
                    listener,
                    leasedUntil == null ? 0 : 1,
                    leasedUntil == null ? null : Timestamp.from(leasedUntil));
            Instant due = leasedUntil == null ? Instant.now() : leasedUntil.plusMillis(200);
            run(
                    connection,
                    "insert into outbox_due (id, tenant_id, due_at) values (?, ?, ?)",
                    UUID.randomUUID(),
                    school.id,
                    Timestamp.from(due));
            connection.commit();
        }
        return delivery;
    }

    private static void run(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertEquals(1, statement.executeUpdate(), sql);
        }
    }

    private Delivery read(UUID id) {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                select status, attempts, coalesce(last_error, '')
                                from outbox_delivery where tenant_id = ? and id = ?
                                """)) {
            query.setObject(1, school.id);
            query.setObject(2, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Delivery(row.getString(1), row.getInt(2), row.getString(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Delivery await(UUID id, String status) {
        return Stack.eventually(
                "status " + status,
                Duration.ofSeconds(20),
                () -> Optional.of(read(id)).filter(d -> d.status().equals(status)));
    }

    @Test
    void whatNobodyListensToIsParkedWithItsReason() throws SQLException {
        UUID id = plant("NobodyListensHere", null);

        Delivery parked = await(id, "PARKED");

        assertTrue(parked.error().contains("NobodyListensHere"), parked.toString());
    }

    @Test
    void aLeaseOfADeadNodeEndsAndTheDeliveryIsMadeByAnother() throws SQLException {
        UUID id = plant(KNOWN, Instant.now().plusSeconds(2));
        assertEquals("PENDING", read(id).status());

        Delivery done = await(id, "DONE");

        assertEquals(2, done.attempts());
    }

    @Test
    void anEventThatIsToldTwiceHasItsEffectOnce() throws SQLException {
        await(plant(KNOWN, null), "DONE");

        assertEquals(1, school.as("LEARNER").get("/certificates").expect(200).json().size());
    }

    @Test
    void everythingThatTheSchoolsDidWasDelivered() {
        Stack.eventually(
                "an empty outbox",
                Duration.ofSeconds(20),
                () -> {
                    try (Connection connection = Stack.superuser();
                            PreparedStatement query =
                                    connection.prepareStatement(
                                            """
                                            select count(*) from outbox_delivery
                                            where tenant_id = ? and status not in ('DONE', 'CANCELLED')
                                              and listener <> 'NobodyListensHere'
                                              -- The webhook and the CRM there are paused.
                                              and listener not like 'webhook:%'
                                              and listener not like 'crm:%'
                                            """)) {
                        query.setObject(1, school.id);
                        try (ResultSet row = query.executeQuery()) {
                            row.next();
                            return row.getLong(1) == 0 ? Optional.of(true) : Optional.empty();
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
