package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.devstack.TestStack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Nodes that die. All that a killed process leaves behind are rows, a realm and files; so each
 * point at which it may die is what was done and what was noted of it, and a lease of somebody who
 * never comes back. The tests leave exactly that and watch the running server go on.
 */
@Isolated
class CrashIT {

    private static final Duration RESUMPTION = Duration.ofMinutes(3);
    private static final Api PLATFORM = Stack.platform();

    // ------------------------------------------------------------------ onboarding

    /** Brings a school back to where its node died; the lease of that node ends soon after. */
    private static void dieWhileOnboarding(SampleSchool school, String... statesInOrder)
            throws SQLException {
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            List<String> steps = List.of("brand", "realm", "owner");
            for (int i = 0; i < steps.size(); i++) {
                boolean done = statesInOrder[i].equals("DONE");
                Stack.execute(
                        connection,
                        """
                        update onboarding_step
                        set status = ?, attempts = ?, finished_at = case when ? then now() end
                        where school_id = ? and step = ?
                        """,
                        statesInOrder[i],
                        statesInOrder[i].equals("WAITING") ? 0 : 1,
                        done,
                        school.id,
                        steps.get(i));
            }
            Stack.execute(
                    connection,
                    "update school set status = 'ONBOARDING', activated_at = null where id = ?",
                    school.id);
            leaveLease(connection, school);
            connection.commit();
        }
    }

    private static void leaveLease(Connection connection, SampleSchool school) throws SQLException {
        Stack.execute(
                connection,
                """
                insert into node_lease (name, holder, until)
                values ('school:' || ?, 'a node that died', now() + interval '250 milliseconds')
                on conflict (name) do update set holder = excluded.holder, until = excluded.until
                """,
                school.id.toString());
    }

    private static JsonNode awaitStatus(SampleSchool school, String status) {
        return Stack.eventually(
                school.slug + " is " + status,
                RESUMPTION,
                () ->
                        Optional.of(
                                        PLATFORM.get("/platform/schools/" + school.slug)
                                                .expect(200)
                                                .json())
                                .filter(s -> s.path("status").asText().equals(status)));
    }

    private static Map<String, Integer> attempts(JsonNode school) {
        Map<String, Integer> attempts = new LinkedHashMap<>();
        school.path("steps")
                .forEach(
                        step -> {
                            assertEquals("DONE", step.path("status").asText(), school.toString());
                            attempts.put(step.path("key").asText(), step.path("attempts").asInt());
                        });
        attempts.remove("school");
        return attempts;
    }

    @Test
    void aNodeThatDiesAtAnyPointOfOnboardingIsFollowedByOneThatFinishes() throws SQLException {
        SampleSchool school = SampleSchool.onboard("Cedar", "en");
        String owner = school.email("OWNER");
        Mail.await(owner, "the invitation", mail -> true);

        // What was done is found and not done again, whatever the notes say.
        dieWhileOnboarding(school, "RUNNING", "WAITING", "WAITING");
        assertEquals(
                Map.of("brand", 2, "realm", 1, "owner", 1),
                attempts(awaitStatus(school, "ACTIVE")));
        dieWhileOnboarding(school, "DONE", "RUNNING", "WAITING");
        assertEquals(
                Map.of("brand", 1, "realm", 2, "owner", 1),
                attempts(awaitStatus(school, "ACTIVE")));
        dieWhileOnboarding(school, "DONE", "DONE", "RUNNING");
        assertEquals(
                Map.of("brand", 1, "realm", 1, "owner", 2),
                attempts(awaitStatus(school, "ACTIVE")));
        dieWhileOnboarding(school, "DONE", "DONE", "DONE");
        assertEquals(
                Map.of("brand", 1, "realm", 1, "owner", 1),
                attempts(awaitStatus(school, "ACTIVE")));
        assertEquals(1, rows("brand", school));
        assertEquals(1, rows("school_realm", school));
        assertEquals(1, rows("invitation", school));
        assertEquals(1, usersOf(school, owner));
        assertEquals(1, Mail.to(owner).size());

        // The keys were stored and the node died before the realm was made, or while.
        String keys =
                text("select provisioner_secret from school_realm where tenant_id = ?", school);
        deleteRealm(school);
        forgetInvitation(school);
        dieWhileOnboarding(school, "DONE", "RUNNING", "WAITING");
        awaitStatus(school, "ACTIVE");
        assertEquals(
                keys,
                text("select provisioner_secret from school_realm where tenant_id = ?", school));
        awaitMails(owner, 2);
        assertEquals(1, usersOf(school, owner));

        // It died before anything of the realm was there.
        deleteRealm(school);
        forgetInvitation(school);
        update("delete from school_realm where tenant_id = ?", school.id);
        dieWhileOnboarding(school, "DONE", "RUNNING", "WAITING");
        awaitStatus(school, "ACTIVE");
        awaitMails(owner, 3);
        assertEquals(1, usersOf(school, owner));
        assertEquals(1, rows("school_realm", school));
    }

    private static void awaitMails(String address, int number) {
        Stack.eventually(
                number + " mails to " + address,
                RESUMPTION,
                () -> Optional.of(Mail.to(address)).filter(all -> all.size() >= number));
        assertEquals(number, Mail.to(address).size());
    }

    private static void forgetInvitation(SampleSchool school) throws SQLException {
        update("delete from invitation where tenant_id = ?", school.id);
    }

    // ------------------------------------------------------------------ erasure

    @Test
    void aNodeThatDiesAtAnyPointOfErasureIsFollowedByOneThatFinishes() throws SQLException {
        SampleSchool school = SampleSchool.onboard("Dogwood", "en");
        // A realm that is closed mails nobody: the owner's invitation would wait for its opening.
        awaitEmptyOutbox(school);
        PLATFORM.send(
                        "DELETE",
                        "/platform/schools/" + school.slug + "?confirm=" + school.slug,
                        Map.of(),
                        "")
                .expect(200);
        awaitEmptyOutbox(school);

        // It had deleted the realm and died before it could say so.
        deleteRealm(school);
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            Stack.execute(connection, "delete from school_host where school_id = ?", school.id);
            Stack.execute(
                    connection,
                    """
                    insert into erasure_step (school_id, step, position, status, attempts, started_at)
                    values (?, 'deliveries', 10, 'DONE', 1, now()), (?, 'realm', 20, 'RUNNING', 1, now()),
                           (?, 'files', 30, 'WAITING', 0, null), (?, 'rows', 40, 'WAITING', 0, null)
                    """,
                    school.id,
                    school.id,
                    school.id,
                    school.id);
            Stack.execute(
                    connection,
                    "update school set status = 'ERASING', delete_after = now() where id = ?",
                    school.id);
            leaveLease(connection, school);
            connection.commit();
        }
        JsonNode erased = awaitStatus(school, "ERASED");
        assertEquals(0, rows("brand", school));
        assertEquals(0, rows("school_realm", school));

        // It had done the rest and died before it could say so, at each step and after the last.
        for (String step : List.of("deliveries", "realm", "files", "plugins", "rows", "none")) {
            try (Connection connection = Stack.superuser()) {
                connection.setAutoCommit(false);
                Stack.execute(
                        connection,
                        """
                        update erasure_step
                        set status = 'RUNNING', finished_at = null
                        where school_id = ? and step = ?
                        """,
                        school.id,
                        step);
                Stack.execute(
                        connection,
                        "update school set status = 'ERASING', erased_at = null where id = ?",
                        school.id);
                leaveLease(connection, school);
                connection.commit();
            }
            JsonNode again = awaitStatus(school, "ERASED");
            assertEquals(erased.path("erased"), again.path("erased"), step);
            again.path("erasure")
                    .forEach(one -> assertEquals("DONE", one.path("status").asText(), step));
        }
    }

    private static void awaitEmptyOutbox(SampleSchool school) {
        Stack.eventually(
                "an empty outbox",
                RESUMPTION,
                () ->
                        number(
                                                "select count(*) from outbox_delivery where tenant_id = ? and status = 'PENDING'",
                                                school)
                                        == 0
                                ? Optional.of(true)
                                : Optional.empty());
    }

    // ------------------------------------------------------------------ outbox

    @Test
    void aTransactionThatBreaksOffLeavesNeitherTheEffectNorItsMark() throws SQLException {
        SampleSchool school = TwoSchools.ready().a;
        String email = "crash@" + school.slug + ".example";
        Stack.RUNNING.account(school.slug, email, "Crash", SampleSchool.PASSWORD);
        Api learner =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        String enrolment =
                Api.id(
                        learner.post("/enrolments", Map.of("course", school.course().id()))
                                .expect(201));
        UUID delivery;
        try (Connection inTheWay = Stack.superuser()) {
            inTheWay.setAutoCommit(false);
            Stack.execute(inTheWay, "lock table certificate in share mode");
            for (String lesson : school.course().lessons()) {
                learner.post(
                                "/enrolments/" + enrolment + "/lessons/" + lesson + "/complete",
                                Map.of())
                        .expect(200);
            }
            // The mark is written, the certificate waits for the lock: now the node dies.
            Stack.eventually(
                    "the listener waits inside its transaction", RESUMPTION, CrashIT::cutWhoWaits);
            delivery =
                    UUID.fromString(
                            text(
                                    """
                                    select d.id::text
                                    from outbox_delivery d
                                    join outbox_event e on e.tenant_id = d.tenant_id and e.id = d.event_id
                                    where d.tenant_id = ? and d.listener = 'IssueCertificateOnCompletion'
                                    order by d.created_at desc
                                    limit 1
                                    """,
                                    school));
            assertEquals("PENDING", column(school, delivery, "status"));
            assertEquals(0, certificates(school, enrolment));
            inTheWay.rollback();
        }

        Stack.eventually(
                "the delivery is made again",
                RESUMPTION,
                () -> Optional.of(column(school, delivery, "status")).filter("DONE"::equals));
        assertEquals(1, certificates(school, enrolment));
        assertTrue(Integer.parseInt(column(school, delivery, "attempts")) >= 2);
    }

    private static Optional<Boolean> cutWhoWaits() {
        try (Connection superuser = Stack.superuser();
                PreparedStatement cut =
                        superuser.prepareStatement(
                                """
                                select pg_terminate_backend(pid)
                                from pg_stat_activity
                                where usename = 'lyceum_app'
                                  and wait_event_type = 'Lock'
                                  and query ilike '%certificate%'
                                """);
                ResultSet row = cut.executeQuery()) {
            return row.next() ? Optional.of(true) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long certificates(SampleSchool school, String enrolment) throws SQLException {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query =
                        superuser.prepareStatement(
                                "select count(*) from certificate where tenant_id = ? and enrolment_id = ?::uuid")) {
            query.setObject(1, school.id);
            query.setString(2, enrolment);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String column(SampleSchool school, UUID delivery, String column) {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query =
                        superuser.prepareStatement(
                                "select "
                                        + column
                                        + "::text from outbox_delivery where tenant_id = ? and id = ?")) {
            query.setObject(1, school.id);
            query.setObject(2, delivery);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------ rows and realms

    private static long rows(String table, SampleSchool school) {
        return number("select count(*) from " + table + " where tenant_id = ?", school);
    }

    private static long number(String sql, SampleSchool school) {
        return Long.parseLong(text(sql, school));
    }

    private static String text(String sql, SampleSchool school) {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query = superuser.prepareStatement(sql)) {
            query.setObject(1, school.id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(String sql, @Nullable Object... values) throws SQLException {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(superuser, sql, values);
        }
    }

    /** The admin of all realms: who may see them from outside. */
    private static Map<String, String> keycloakAdmin() {
        TestStack.Login admin = Stack.RUNNING.keycloakAdmin();
        String form =
                "grant_type=password&client_id=admin-cli&username="
                        + admin.user()
                        + "&password="
                        + URLEncoder.encode(admin.password(), StandardCharsets.UTF_8);
        String token =
                Stack.send(
                                "POST",
                                Stack.RUNNING.keycloakUrl()
                                        + "/realms/master/protocol/openid-connect/token",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                form)
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asText();
        return Map.of("Authorization", "Bearer " + token);
    }

    private static void deleteRealm(SampleSchool school) {
        Stack.send(
                        "DELETE",
                        Stack.RUNNING.keycloakUrl() + "/admin/realms/" + school.slug,
                        keycloakAdmin(),
                        "")
                .expect(204);
    }

    private static int usersOf(SampleSchool school, String email) {
        return Stack.get(
                        Stack.RUNNING.keycloakUrl()
                                + "/admin/realms/"
                                + school.slug
                                + "/users?exact=true&email="
                                + URLEncoder.encode(email, StandardCharsets.UTF_8),
                        keycloakAdmin())
                .expect(200)
                .json()
                .size();
    }
}
